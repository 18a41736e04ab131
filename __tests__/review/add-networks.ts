import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Gives staging, in a copy of the repository, a network and nothing else: no pipeline. */
export async function leaveStagingOnlyANetwork(repository: string): Promise<void> {
  const file = join(repository, "environments/environments.ts");
  const text = (await readFile(file, "utf8")).replace("export const ENVIRONMENTS", "const ALL");
  const network = JSON.stringify({ cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 });
  const changed = `({ "mongodb-to-snowflake": _none, ...alone }) => ({ ...alone, network: ${network} } as const)`;
  const all = `ALL.map((each) => (each.environment === "staging" ? (${changed})(each) : each))`;
  await writeFile(file, `${text}export const ENVIRONMENTS: readonly EnvironmentSettings[] = ${all};\n`);
}
