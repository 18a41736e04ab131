import { cp, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sources } from "../../contracts/source.ts";
import { dbtFiles } from "../../warehouse/dbt-files/dbt-files.ts";
import { dbtRole, MODELS } from "../../warehouse/snowflake/names.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { writeDbtModels } from "./write-models.ts";

const PROJECT = fileURLToPath(new URL("../../warehouse/dbt", import.meta.url));

/** What dbt writes into a project. */
const WRITTEN = ["target", "logs", "dbt_packages", ".user.yml"];

/** Copies the dbt project, with a profile that connects to the stand-in for Snowflake as dbt's role. */
export async function copyDbtProject(
  folder: string,
  sources: Sources,
  target: Target,
  standinUrl: string,
): Promise<void> {
  await cp(PROJECT, folder, { recursive: true, filter: (path) => !WRITTEN.includes(basename(path)) });
  await writeFile(join(folder, "profiles.yml"), profile(target, new URL(standinUrl)));
  listInProject(folder, sources);
}

/** Writes the models of these sources into the project, in place of those that are there. */
export function listInProject(folder: string, sources: Sources): void {
  writeDbtModels(folder, dbtFiles(sources));
}

function profile(target: Target, { hostname, port }: URL): string {
  const { database, warehouse } = target.snowflake;
  const output = {
    ...{ type: "snowflake", account: "standin", user: "dbt", password: "not checked" },
    ...{ host: hostname, port: Number(port), protocol: "http", insecure_mode: true },
    ...{ role: dbtRole(target), warehouse, database, schema: MODELS, threads: 1 },
  };
  // JSON is YAML.
  return JSON.stringify({ clearwell: { target: "standin", outputs: { standin: output } } });
}
