import { checkAllowList } from "./check.ts";
import { checkTableNames } from "./check-columns.ts";
import { checkDmsNames } from "./check-dms-names.ts";
import { checkExports } from "./check-exports.ts";
import { checkStar } from "./check-star.ts";
import { checkTables } from "./check-tables.ts";
import { checkWatermarks } from "./check-watermark.ts";
import type { Problem } from "./problem.ts";
import { recordMasksOf } from "./record-masks-of.ts";
import type { Warehouse } from "./reserved-words.ts";
import { isReadByWatermark, isRelational, type Source, type Sources } from "./source.ts";
import { streamPart } from "./stream-names.ts";

/** The destinations of each source's pipeline. If MongoDB also goes to Redshift, that pipeline checks the names itself. */
const WAREHOUSES: Readonly<Record<Source["engine"], readonly Warehouse[]>> = {
  mongodb: ["snowflake"],
  mysql: ["snowflake"],
  postgres: ["snowflake"],
  snowflake: ["postgres"],
};

/** Every problem of every source. `where` is `<database>.<collection or table>.<path>`. */
export function checkSources(sources: Sources): Problem[] {
  const databases = Object.entries(sources);
  if (databases.length === 0) {
    return [{ where: "contracts/index.ts", problem: "lists no database", remedy: "list at least one in SOURCES" }];
  }
  return [
    ...checkTableNames(databases.map(([name]) => name)),
    ...checkStreamNames(sources),
    ...databases.flatMap(([database, source]) => [
      ...checkDatabaseName(database),
      ...checkSource(source).map((found) => ({ ...found, where: `${database}.${found.where}` })),
    ]),
  ];
}

function checkSource(source: Source): Problem[] {
  if (source.engine === "mongodb") return checkAllowList(source.collections);
  if (Object.keys(source.tables).length === 0) {
    return [{ where: "tables", problem: "lists no table", remedy: "list at least one table" }];
  }
  return [
    ...checkTables(source.tables, WAREHOUSES[source.engine]),
    ...(isRelational(source) ? checkDmsNames(source.tables) : []),
    ...(source.engine === "snowflake" ? checkExports(source.tables) : []),
    ...(isReadByWatermark(source) ? checkWatermarks(source.tables) : []),
    ...(isReadByWatermark(source) && source.star !== undefined ? checkStar(source.tables, source.star) : []),
  ];
}

/** The transformer finds a table by the name of its stream, in whichever environment: with another one's mask, columns would be lost. */
function checkStreamNames(sources: Sources): Problem[] {
  const tables = Object.entries(recordMasksOf(sources)).flatMap(([database, byTable]) =>
    Object.keys(byTable).map((table) => ({ where: `${database}.${table}`, part: streamPart(database, table) })),
  );
  return tables.flatMap(({ where, part }, index) => {
    const before = tables.slice(0, index).find((each) => each.part === part);
    if (before === undefined) return [];
    const problem = `its stream would have the name of ${before.where}'s: ${part}`;
    return [{ where, problem, remedy: "give the database or the table another name in contracts/" }];
  });
}

function checkDatabaseName(name: string): Problem[] {
  if (/^[A-Za-z0-9_-]{1,63}$/.test(name)) return [];
  const remedy = "use at most 63 letters, digits, `_` and `-`";
  return [{ where: name || "(no name)", problem: "can't be a folder of the RAW bucket", remedy }];
}
