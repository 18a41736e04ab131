import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { DBT } from "../../ops/warehouse/dbt.ts";

export interface DbtRun {
  /** 0 if all went well, 1 if a model or a test failed, 2 if dbt did not get that far. */
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs dbt to its end, without its telemetry.
 * @param project folder with the project and its profile
 * @param onLine is called for each line that dbt prints
 */
export async function runDbt(
  project: string,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<DbtRun> {
  const env = { ...process.env, DO_NOT_TRACK: "1", SNOWFLAKE_DISABLE_PLATFORM_DETECTION: "true" };
  const child = spawn(DBT, ["--no-use-colors", ...args], {
    env: { ...env, DBT_PROJECT_DIR: project, DBT_PROFILES_DIR: project },
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const lines: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    onLine(line);
  });
  return { code: await code, output: lines.join("\n") };
}
