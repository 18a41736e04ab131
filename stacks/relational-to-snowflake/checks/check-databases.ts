import { didYouMean } from "../../../command/did-you-mean.ts";
import { columnMappings } from "../../../contracts/column-mappings.ts";
import type { Problem } from "../../../contracts/problem.ts";
import type { RelationalSource, Sources } from "../../../contracts/source.ts";
import { TABLE_MAPPINGS_MAX_BYTES } from "../../../contracts/table-mappings.ts";
import { reason, rule } from "../../checks/rule.ts";
import type { DatabaseSettings, RelationalToSnowflake } from "../settings.ts";
import { schemaOf } from "../source-engine.ts";
import { sourceOf, tablesOf } from "../tables.ts";

/** The databases and tables that are replicated: each is listed in the contracts, and its engine knows its settings. */
export function checkDatabases(environment: RelationalToSnowflake, sources: Sources): Problem[] {
  const named = Object.entries(environment.databases);
  const listed = Object.keys(sources).filter((name) => sourceOf(sources, name) !== undefined);
  return [
    ...rule(named.length > 0, "databases", "no database is replicated", "name one, or leave the pipeline out"),
    ...named.flatMap(([name, settings]) => {
      const where = `databases.${name}`;
      const source = sourceOf(sources, name);
      if (source === undefined)
        return rule(
          false,
          where,
          `"${name}" is not a MySQL or PostgreSQL database of SOURCES in contracts/index.ts`,
          `add it there, or spell it as the contracts do.${didYouMean(name, listed)}`,
        );
      return [
        ...checkTables(`${where}.tables`, settings.tables, source),
        ...checkEngine(where, settings, source),
        ...checkSize(where, environment, sources, name, source),
      ];
    }),
  ];
}

function checkTables(where: string, only: readonly string[] | undefined, source: RelationalSource): Problem[] {
  if (only === undefined) return [];
  const listed = Object.keys(source.tables);
  return [
    ...rule(only.length > 0, where, "no table is replicated", "name some, or leave the setting out for all"),
    ...only.flatMap((name) =>
      rule(
        listed.includes(name),
        where,
        `"${name}" is not a table of the contracts`,
        `spell it as the contracts do, or remove it.${didYouMean(name, listed)}`,
      ),
    ),
    ...rule(new Set(only).size === only.length, where, "a table is named twice", "name it once"),
  ];
}

/** What only one of the engines knows. */
function checkEngine(where: string, settings: DatabaseSettings, { engine }: RelationalSource): Problem[] {
  const { tls } = settings;
  const ofPostgres = (["schema", "heartbeatSchema"] as const).filter((name) => settings[name] !== undefined);
  return [
    ...ofPostgres.flatMap((name) =>
      rule(engine === "postgres", `${where}.${name}`, "MySQL has no such setting", "remove it"),
    ),
    ...ofPostgres.flatMap((name) =>
      rule(
        /^[A-Za-z0-9_$]{1,63}$/.test(settings[name] ?? ""),
        `${where}.${name}`,
        `"${settings[name]}" is not a schema on which DMS's rules work`,
        "use letters, digits, `_` and `$`",
      ),
    ),
    ...("unverified" in tls ? reason(`${where}.tls.unverified`, tls.unverified) : []),
    ...("anyHost" in tls ? reason(`${where}.tls.anyHost`, tls.anyHost) : []),
    ...rule(
      engine === "postgres" || !("unverified" in tls),
      `${where}.tls`,
      "DMS connects to MySQL either verified or in the clear",
      "give the certificate of the server's CA; with anyHost if the name in it does not fit",
    ),
  ];
}

function checkSize(
  where: string,
  environment: RelationalToSnowflake,
  sources: Sources,
  database: string,
  source: RelationalSource,
): Problem[] {
  const settings = environment.databases[database] as DatabaseSettings;
  const tables = tablesOf(environment, sources, database);
  const mappings = columnMappings({ tables, database, schema: schemaOf(source, database, settings) });
  return rule(
    Buffer.byteLength(JSON.stringify(mappings)) < TABLE_MAPPINGS_MAX_BYTES,
    where,
    "its table mappings are larger than the 2 MB that DMS accepts",
    "list fewer tables, or replicate some in another environment",
  );
}
