import { columnName } from "../../contracts/columns.ts";
import type { Problem } from "../../contracts/problem.ts";
import { NAME_RULES } from "../../contracts/reserved-words.ts";
import type { Sources } from "../../contracts/source.ts";
import { BATCH_COLUMN, LOAD, type Place, placeName, stagedName } from "./names.ts";

/** Tables of Snowflake that PostgreSQL can't hold under the names that the contract gives. */
export function checkPostgresNames(sources: Sources): Problem[] {
  return Object.entries(sources).flatMap(([database, source]) => {
    if (source.engine !== "snowflake") return [];
    return [
      ...schemaTaken(database),
      ...Object.entries(source.tables).flatMap(([table, { columns }]) => [
        ...tooLong({ database, table }),
        ...[database, table].flatMap((name) => folded(name, placeName({ database, table }))),
        ...Object.keys(columns).flatMap((name) => [
          ...folded(name, `${placeName({ database, table })}.${name}`),
          ...ownColumn(name, `${placeName({ database, table })}.${name}`),
        ]),
      ]),
    ];
  });
}

/** The name of an index of a batch's table is longer by `_i99`. */
const INDEX_SUFFIX = 4;

function tooLong(place: Place): Problem[] {
  const length = stagedName(place, "20260101T0000").length + INDEX_SUFFIX;
  const { maxLength } = NAME_RULES.postgres;
  if (length <= maxLength) return [];
  const problem = `a name in PostgreSQL would have ${length} characters, and ${maxLength} are allowed`;
  return [{ where: placeName(place), problem, remedy: "leave the table out, or export a view of a shorter name" }];
}

/** Names are quoted, and readers would have to quote them, too. */
function folded(name: string, where: string): Problem[] {
  if (columnName([name]) === name) return [];
  const problem = `"${name}" is not a name that PostgreSQL takes without quotes`;
  return [{ where, problem, remedy: `write it as ${columnName([name])}: names in Snowflake are not case-sensitive` }];
}

function ownColumn(name: string, where: string): Problem[] {
  if (name !== BATCH_COLUMN) return [];
  return [{ where, problem: "the sync has a column of this name", remedy: "export a view in which it has another" }];
}

function schemaTaken(database: string): Problem[] {
  if (database !== LOAD && !database.startsWith("pg_")) return [];
  const problem = `its schema in PostgreSQL would be ${database}, which is taken`;
  return [{ where: database, problem, remedy: "give the source another name in contracts/index.ts" }];
}
