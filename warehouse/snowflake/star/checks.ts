import { fileName, tableIn } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { list, literal } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { landingOf, stagingOf, typedOf } from "./names.ts";
import { columnsOf, dimensionsOf, factsOf } from "./shape.ts";
import { controlIn, IS_WHOLE, madeView, recordColumns } from "./staging.ts";
import { indent, newestOf, select } from "./statements.ts";

/** A view with the findings of a table, as collections have one: `view_name, field, finding, found`. */
export function checkTable(target: Target, database: StreamedDatabase, source: StreamedTable): SqlFile {
  const view = tableIn(target, "checks", source.database, source.name);
  const shown = [...dimensionsOf(database), ...factsOf(database)].find((each) => each.source.name === source.name);
  const named = literal(shown?.table ?? source.name);
  const typed = columnsOf(source.table).filter(({ type }) => type !== "text");
  const rows = [
    ...typed.map(({ field }, at) => `SELECT ${named}, ${literal(field)}, 'not of its type', c${at} FROM counted`),
    `SELECT ${named}, 'key', 'record without its key or its times', COUNT(*) FROM (\n${indent(lost(target, source))}\n)`,
  ];
  const counted = [
    select(typed.map(({ name }, at) => `COUNT_IF(s.${name} IS NOT NULL AND t.${name} IS NULL) AS c${at}`)),
    `FROM (SELECT * FROM ${stagingOf(target, source)} ${newestOf("_key")}) s`,
    `JOIN ${typedOf(target, source)} t ON t._key = s._key AND t._content = s._content`,
  ];
  return {
    name: `475_${fileName(source.database, source.name)}_checks.sql`,
    statements: [
      [
        `CREATE OR REPLACE VIEW ${view} (view_name, field, finding, found) COPY GRANTS AS`,
        `WITH counted AS (\n${indent(counted.join("\n"))}\n)`,
        rows.join("\nUNION ALL\n"),
      ].join("\n"),
    ],
    makes: [madeView(view)],
  };
}

/** Records that can't be put in order, so nothing shows them. */
function lost(target: Target, source: StreamedTable): string {
  return [
    `SELECT 1 FROM (`,
    indent(`SELECT\n  ${list([`${controlIn("src")} IS NOT NULL AS _is_control`, ...recordColumns(source)])}`),
    `  FROM ${landingOf(target, source)}`,
    `) WHERE NOT (_is_control AND _extracted_at IS NOT NULL) AND NOT (${IS_WHOLE})`,
  ].join("\n");
}
