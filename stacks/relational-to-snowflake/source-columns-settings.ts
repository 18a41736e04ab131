import type { RelationalSource, Sources } from "../../contracts/source.ts";
import type { CheckedDatabase, SourceColumnsEnvironment } from "../../functions/source-columns/environment.ts";
import { stackId } from "./names.ts";
import type { DatabaseSettings, RelationalToSnowflake } from "./settings.ts";
import { schemaOf } from "./source-engine.ts";
import { databasesOf, sourceOf } from "./tables.ts";

/** What the check of the sources must know of a stack. */
export function sourceColumnsSettings(environment: RelationalToSnowflake, sources: Sources): SourceColumnsEnvironment {
  const databases = databasesOf(environment).map((name) => {
    // The checks have found both.
    const source = sourceOf(sources, name) as RelationalSource;
    return [name, checkedDatabase(name, source, environment.databases[name] as DatabaseSettings)] as const;
  });
  return { stack: stackId(environment), databases: Object.fromEntries(databases) };
}

function checkedDatabase(name: string, source: RelationalSource, settings: DatabaseSettings): CheckedDatabase {
  const { tables, heartbeatSchema, secretsManagerEndpoint, tls } = settings;
  return {
    engine: source.engine,
    schema: schemaOf(source, name, settings),
    ...(tables === undefined ? {} : { tables }),
    cdc: settings.migration !== "full-load",
    ...(heartbeatSchema === undefined ? {} : { heartbeatSchema }),
    secretArn: settings.catalogSecret.secretArn,
    ...(secretsManagerEndpoint === undefined ? {} : { secretsManagerEndpoint }),
    tls: "unverified" in tls ? "unverified" : "anyHost" in tls ? "verify-ca" : "verify-full",
  };
}
