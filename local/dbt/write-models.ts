import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import type { DbtFile } from "../../warehouse/dbt-files/dbt-files.ts";

/** Where the generated models are, in the dbt project. Nothing else is kept there. */
const GENERATED = "models/generated";

/** Writes the files in place of those that are there. @param project folder of the dbt project */
export function writeDbtModels(project: string, files: readonly DbtFile[]): void {
  const folder = join(project, GENERATED);
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) {
    const path = join(folder, file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, dbtText(file));
  }
}

/** The file as text. */
export function dbtText(file: DbtFile): string {
  return "sql" in file ? file.sql : `# Written by npm run docs, from contracts/.\n${stringify(file.properties, YAML)}`;
}

/** dbt reads YAML 1.1, in which `no` is a boolean and `2026-02-22 10:00:00` a time: these need quotes there. */
const YAML = { aliasDuplicateObjects: false, version: "1.1" } as const;
