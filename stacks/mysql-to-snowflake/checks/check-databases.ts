import { didYouMean } from "../../../command/did-you-mean.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { Sources, WatermarkSource } from "../../../contracts/source.ts";
import { between, rule } from "../../checks/rule.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import { sourceOf } from "../tables.ts";

/** The databases and tables that are read: each is listed in the contracts, and times fit each other. */
export function checkDatabases({ databases }: MysqlToSnowflake, sources: Sources): Problem[] {
  const named = Object.entries(databases);
  const listed = Object.keys(sources).filter((name) => sourceOf(sources, name) !== undefined);
  return [
    ...rule(named.length > 0, "databases", "no database is read", "name one, or leave the pipeline out"),
    ...named.flatMap(([name, settings]) => {
      const where = `databases.${name}`;
      const source = sourceOf(sources, name);
      if (source === undefined)
        return rule(
          false,
          where,
          `"${name}" is not a database of SOURCES in contracts/index.ts that is read by a watermark`,
          `add it there, or spell it as the contracts do.${didYouMean(name, listed)}`,
        );
      return [...checkTables(`${where}.tables`, settings.tables, source), ...checkTimes(where, settings)];
    }),
  ];
}

function checkTables(where: string, only: readonly string[] | undefined, source: WatermarkSource): Problem[] {
  if (only === undefined) return [];
  const listed = Object.keys(source.tables);
  return [
    ...rule(only.length > 0, where, "no table is read", "name some, or leave the setting out for all"),
    ...only.flatMap((name) =>
      rule(
        listed.includes(name),
        where,
        `"${name}" is not a table of the contracts`,
        `spell it as the contracts do, or remove it.${didYouMean(name, listed)}`,
      ),
    ),
    ...rule(new Set(only).size === only.length, where, "a table is named twice", "name it once"),
    ...tablesOfStar(source).flatMap((name) =>
      rule(only.includes(name), where, `the star needs the table ${name}`, "name it, or leave the setting out for all"),
    ),
  ];
}

function tablesOfStar({ star = { dimensions: {}, facts: {} } }: WatermarkSource): string[] {
  const parts = [...Object.values(star.dimensions), ...Object.values(star.facts)];
  return [...new Set(parts.map(({ table }) => table))];
}

function checkTimes(where: string, { everyMinutes, behindMinutes }: DatabaseSettings): Problem[] {
  return [
    ...between(`${where}.everyMinutes`, everyMinutes, 1, 60),
    ...between(`${where}.behindMinutes`, behindMinutes, 3 * everyMinutes, 1440),
  ];
}
