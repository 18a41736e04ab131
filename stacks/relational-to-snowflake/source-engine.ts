import type { RelationalSource } from "../../contracts/source.ts";
import type { DatabaseSettings } from "./settings.ts";

/** Where PostgreSQL's tables are, unless a setting says otherwise. */
const DEFAULT_SCHEMA = "public";

/** The schema of a database's tables. In MySQL a schema is a database. */
export function schemaOf({ engine }: RelationalSource, database: string, { schema }: DatabaseSettings): string {
  return engine === "mysql" ? database : (schema ?? DEFAULT_SCHEMA);
}

/** The engine of a source endpoint. */
export function sourceEngine({ engine }: RelationalSource, database: string, settings: DatabaseSettings) {
  // No database for MySQL: DMS reads the schemas that the table mappings name.
  return engine === "mysql"
    ? { engineName: "mysql", ...tls(settings) }
    : {
        engineName: "postgres",
        databaseName: database,
        ...tls(settings),
        postgresSettings: postgresSettings(settings),
      };
}

/**
 * Every number and switch is written, with DMS's own default if nothing else is wanted: the provider sends 0 or false for one that is left
 * out. https://docs.aws.amazon.com/dms/latest/APIReference/API_PostgreSQLSettings.html
 */
function postgresSettings({ heartbeatSchema }: DatabaseSettings) {
  return {
    // Otherwise DMS creates a table and an event trigger in the database, for which the user would need to be a superuser.
    captureDdls: false,
    failTasksOnLobTruncation: true,
    // Otherwise a boolean arrives as text.
    mapBooleanAsBoolean: true,
    mapJsonbAsClob: false,
    heartbeatEnable: heartbeatSchema !== undefined,
    // Minutes.
    heartbeatFrequency: 5,
    heartbeatSchema: heartbeatSchema ?? DEFAULT_SCHEMA,
    // Seconds.
    executeTimeout: 60,
    // KB.
    maxFileSize: 32_768,
  };
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
function tls({ tls }: DatabaseSettings) {
  if ("unverified" in tls) return { sslMode: "require" };
  return { sslMode: "anyHost" in tls ? "verify-ca" : "verify-full", certificateArn: tls.certificateArn };
}
