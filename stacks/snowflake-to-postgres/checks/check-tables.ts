import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { rule } from "../../checks/rule.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { sourceOf } from "../tables.ts";

/** The source and the tables: each is listed in the contracts. */
export function checkTables(environment: SnowflakeToPostgres, sources: Sources): Problem[] {
  const { database, tables, stream } = environment;
  const source = sourceOf(sources, database);
  const known = Object.keys(sources).filter((name) => sourceOf(sources, name) !== undefined);
  if (source === undefined)
    return rule(
      false,
      "database",
      `"${database}" is not a source in Snowflake of SOURCES in contracts/index.ts`,
      `add it there, or spell it as the contracts do.${didYouMean(database, known)}`,
    );
  const listed = Object.keys(source.tables);
  return [
    ...rule(
      tables === undefined || tables.length > 0,
      "tables",
      "no table is exported",
      "name some, or leave the setting out for all",
    ),
    ...checkNamed("tables", tables ?? [], listed),
    ...checkNamed("stream.tables", stream.tables, listed),
  ];
}

function checkNamed(where: string, names: readonly string[], listed: readonly string[]): Problem[] {
  return [
    ...names.flatMap((name) =>
      rule(
        listed.includes(name),
        where,
        `"${name}" is not a table of the contracts`,
        `spell it as the contracts do, or remove it.${didYouMean(name, listed)}`,
      ),
    ),
    ...rule(new Set(names).size === names.length, where, "a table is named twice", "name it once"),
  ];
}
