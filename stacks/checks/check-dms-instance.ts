import type { Problem } from "../../contracts/problem.ts";
import { between, rule } from "./rule.ts";

/** The first engine version that writes columns into the right place. */
const ENGINE_MIN = [3, 5, 4];

interface InstanceSettings {
  readonly instanceClass: string;
  readonly storageGb: number;
  readonly engineVersion: string;
  readonly commitRate: number;
}

/** The settings of a replication instance are within what AWS allows. @param where their path */
export function checkDmsInstance(where: string, dms: InstanceSettings): Problem[] {
  return [
    ...between(`${where}.storageGb`, dms.storageGb, 5, 6144),
    ...between(`${where}.commitRate`, dms.commitRate, 1, 50_000),
    ...rule(
      /^dms\.[a-z0-9]+\.[a-z0-9]+$/.test(dms.instanceClass),
      `${where}.instanceClass`,
      `"${dms.instanceClass}" is not a class of replication instances`,
      "write it as `dms.t3.medium`",
    ),
    ...rule(
      isRecentEngine(dms.engineVersion),
      `${where}.engineVersion`,
      `"${dms.engineVersion}" is not an engine version from ${ENGINE_MIN.join(".")} on`,
      `use ${ENGINE_MIN.join(".")} or later; earlier versions write columns into the wrong place`,
    ),
  ];
}

function isRecentEngine(version: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
  const parts = version.split(".").map(Number);
  const differs = parts.findIndex((part, index) => part !== ENGINE_MIN[index]);
  return differs === -1 || (parts[differs] ?? 0) > (ENGINE_MIN[differs] ?? 0);
}
