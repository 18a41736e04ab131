import { CONTAINER_EXIT } from "../functions/shared/exit-codes.ts";

/** The error codes of the cleaner, of Lambda, of the lake, of relational sources, of dbt, of the extract and of the process step, each with what it means and what to do. */
export function errorsPage(
  cleaner: Readonly<Record<string, string>>,
  lambda: Readonly<Record<string, string>>,
  lake: Readonly<Record<string, string>>,
  source: Readonly<Record<string, { readonly blocks: boolean; readonly remedy: string }>>,
  dbt: Readonly<Record<string, string>>,
  extract: Readonly<Record<string, { readonly exit: number; readonly remedy: string }>>,
  process: Readonly<Record<string, { readonly remedy: string }>>,
): string {
  return [
    "# Why an object failed",
    "",
    "Written by `npm run docs` from the errors in the code. How to find failed objects and try them again:",
    "[runbook](runbook.md#when-an-object-fails).",
    "",
    ...table(cleaner),
    "",
    "If the cleaner could not report an error itself, Lambda reports one of these:",
    "",
    ...table(lambda),
    "",
    "## What is wrong in the lake",
    "",
    "Of relational-to-snowflake: [what to do, step by step](runbook.md#unlisted-in-lake).",
    "",
    ...table(lake),
    "",
    "## What is wrong in a source",
    "",
    "Of relational-to-snowflake: [what a source must have](sources.md). A star: `ops start` refuses to start, because rows or columns would be lost.",
    "",
    ...table(
      Object.fromEntries(
        Object.entries(source).map(([code, { blocks, remedy }]) => [code, `${remedy}${blocks ? " \\*" : ""}`]),
      ),
    ),
    "",
    "## What stops a run of dbt",
    "",
    "Of relational-to-snowflake: [what dbt's other failures mean](dbt.md#what-dbts-failures-mean).",
    "",
    ...table(dbt),
    "",
    "## What stops an extract",
    "",
    "Of mongodb-to-redshift. A star: AWS Batch does not try it again, because something must be changed first.",
    "",
    ...table(
      Object.fromEntries(
        Object.entries(extract).map(([code, { exit, remedy }]) => [
          code,
          `${remedy}${exit === CONTAINER_EXIT.failed ? "" : " \\*"}`,
        ]),
      ),
    ),
    "",
    "## Why a collection is not loaded into Redshift",
    "",
    "Of mongodb-to-redshift: [what the process step does](../functions/process/README.md).",
    "",
    ...table(Object.fromEntries(Object.entries(process).map(([code, { remedy }]) => [code, remedy]))),
    "",
  ].join("\n");
}

function table(errors: Readonly<Record<string, string>>): string[] {
  const rows = Object.entries(errors).map(([code, remedy]) => `| \`${code}\` | ${remedy} |`);
  return ["| code | meaning, and what to do |", "|---|---|", ...rows];
}
