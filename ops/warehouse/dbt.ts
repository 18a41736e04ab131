import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { UserError } from "../../command/user-error.ts";
import { modelName } from "../../warehouse/dbt-files/names.ts";
import { type Target, tablesIn } from "../../warehouse/snowflake/target.ts";
import { withoutValues } from "./without-values.ts";

/** The dbt for which `npm run setup -- dbt` makes a virtual environment of its own. */
export const DBT = fileURLToPath(new URL("../../.venv-dbt/bin/dbt", import.meta.url));
/** dbt's log and its JSON have the errors of Snowflake too, with what they quote of the data, so it writes none. */
const OPTIONS = ["--no-use-colors", "--log-level-file", "none", "--no-write-json"];
const PROJECT = fileURLToPath(new URL("../../warehouse/dbt", import.meta.url));

/** What the profile reads: `warehouse/dbt/profiles.yml`. */
export type DbtVariables = Readonly<Record<string, string>>;

/** @param privateKey PEM, not encrypted; dbt writes no variable of this name into its logs */
export function dbtVariables({ snowflake }: Target, privateKey: string): DbtVariables {
  return {
    DBT_SNOWFLAKE_ACCOUNT: snowflake.account ?? "",
    DBT_SNOWFLAKE_DATABASE: snowflake.database,
    DBT_SNOWFLAKE_WAREHOUSE: snowflake.warehouse,
    DBT_ENV_SECRET_PRIVATE_KEY: privateKey,
  };
}

export interface DbtCommand {
  readonly name: "run" | "test" | "source freshness";
  readonly args: readonly string[];
}

/**
 * Builds and tests the tables of the environment and all models that stand on them: others may have further tables of the same contracts.
 * All models come before any test: `dbt build` leaves a table's views as they were if a test of its changes fails, so readers would keep
 * what is no longer listed, and see in clear what is classified now.
 */
export function dbtCommands(target: Target): DbtCommand[] {
  const tables = tablesIn(target);
  const models = tables.map(({ database, name }) => `${modelName(database, name, "cdc")}+`);
  const sources = tables.map(({ database, name }) => `source:${database}.${name}`);
  const told = variablesOf(target);
  const variables = Object.keys(told).length === 0 ? [] : ["--vars", JSON.stringify(told)];
  return [
    { name: "run", args: ["run", "--select", ...models, ...variables] },
    // Unit tests are about the macros, not about the data.
    { name: "test", args: ["test", "--exclude-resource-type", "unit_test", "--select", ...models, ...variables] },
    { name: "source freshness", args: ["source", "freshness", "--select", ...sources] },
  ];
}

/** What dbt is told of the environment, which it does not know: `warehouse/dbt/dbt_project.yml` explains them. */
function variablesOf({ snowflake: { landingDays }, lakes }: Target): Readonly<Record<string, unknown>> {
  const sourcesOf = (those: typeof lakes) => those.flatMap(({ sources }) => Object.keys(sources));
  const listening = sourcesOf(lakes.filter(({ refresh }) => refresh !== "dbt"));
  const notified = sourcesOf(lakes.filter(({ refresh }) => refresh !== "dbt" && refresh.queueArn !== undefined));
  return {
    ...(landingDays === undefined ? {} : { cdc_days: landingDays }),
    ...(listening.length === 0 ? {} : { listening, notified }),
  };
}

/** Forgets a run that was killed; until then, none begins. */
export const FORGET_RUN: readonly string[] = ["run-operation", "forget_run"];

/**
 * Runs dbt to its end; what it says is printed line by line, without values of the data.
 * @returns its exit code: 1 if a model or a test failed, 2 if it did not get that far
 * @throws UserError if it is not installed
 */
export async function runDbt(
  args: readonly string[],
  env: Readonly<NodeJS.ProcessEnv>,
  print: (line: string) => void,
  program = DBT,
): Promise<number> {
  const dbt = spawn(program, [...OPTIONS, ...args], { env, cwd: PROJECT, stdio: ["ignore", "pipe", "pipe"] });
  printLines(dbt.stdout, print);
  printLines(dbt.stderr, print);
  const [code] = await Promise.race([
    once(dbt, "close"),
    once(dbt, "error").then(([error]) => Promise.reject(error)),
  ]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new UserError("dbt is not installed. To install it: npm run setup -- dbt --yes", 1, { cause: error });
  });
  return Number(code ?? 1);
}

function printLines(output: Readable, print: (line: string) => void): void {
  const shown = withoutValues();
  createInterface(output).on("line", (line) => {
    const said = shown(line);
    if (said !== undefined) print(said);
  });
}
