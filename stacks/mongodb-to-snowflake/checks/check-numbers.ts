import type { Problem } from "../../../contracts/problem.ts";
import { checkLogDays } from "../../checks/check-log-days.ts";
import { between, rule } from "../../checks/rule.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** The first engine version that writes MongoDB's columns into the right place. */
const ENGINE_MIN = [3, 5, 4];

/** Sizes, counts and versions are within what AWS allows. */
export function checkNumbers({ cleaner, databases, dms, retention }: MongodbToSnowflake): Problem[] {
  return [
    ...Object.entries(databases).flatMap(([name, { docsToInvestigate }]) =>
      between(`databases.${name}.docsToInvestigate`, docsToInvestigate, 1, 1_000_000),
    ),
    ...between("dms.storageGb", dms.storageGb, 5, 6144),
    ...between("dms.lobMaxKb", dms.lobMaxKb, 1, 102_400),
    ...between("dms.commitRate", dms.commitRate, 1, 50_000),
    ...rule(
      /^dms\.[a-z0-9]+\.[a-z0-9]+$/.test(dms.instanceClass),
      "dms.instanceClass",
      `"${dms.instanceClass}" is not a class of replication instances`,
      "write it as `dms.t3.medium`",
    ),
    ...rule(
      isRecentEngine(dms.engineVersion),
      "dms.engineVersion",
      `"${dms.engineVersion}" is not an engine version from ${ENGINE_MIN.join(".")} on`,
      `use ${ENGINE_MIN.join(".")} or later; earlier versions write columns into the wrong place`,
    ),
    ...between("cleaner.memoryMb", cleaner.memoryMb, 128, 10_240),
    ...between("cleaner.reservedConcurrency", cleaner.reservedConcurrency, 0, 10_000),
    ...between("retention.rawDays", retention.rawDays, 1, 365),
    ...between("retention.cleanDays", retention.cleanDays, 1, 3650),
    ...checkLogDays("retention.logDays", retention.logDays),
    ...checkLogDays("retention.dmsLogDays", retention.dmsLogDays),
  ];
}

function isRecentEngine(version: string): boolean {
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
  const parts = version.split(".").map(Number);
  const differs = parts.findIndex((part, index) => part !== ENGINE_MIN[index]);
  return differs === -1 || (parts[differs] ?? 0) > (ENGINE_MIN[differs] ?? 0);
}
