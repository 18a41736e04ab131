import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface SyncEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /** The raw bucket, with the manifests and the parts, and the account that must own it. */
  readonly bucket: string;
  readonly account: string;
  /** The source, as the contracts name it: also the schema in PostgreSQL. */
  readonly database: string;
  /** The tables that this environment exports. Undefined: all of the contracts. */
  readonly tables: readonly string[] | undefined;
  /** Where PostgreSQL is. The function logs in over TLS with a token that IAM signs. */
  readonly host: string;
  readonly port: number;
  /** PostgreSQL's database. */
  readonly target: string;
  readonly user: string;
  /** How long a publish waits for readers that hold the table. */
  readonly publishMinutes: number;
}

/** The function needs so much: it holds a part's blocks, never a part. */
export const SYNC_MEMORY_MB = 512;
/** The longest that Lambda allows: the time of the largest part, or of the indexes of the largest table. */
export const SYNC_TIMEOUT_SECONDS = 900;

/** The settings as Lambda environment variables. */
export function toEnvironment({ tables, ...settings }: SyncEnvironment): Record<string, string> {
  return {
    ...(tables === undefined ? {} : { TABLES: tables.join(",") }),
    STACK: settings.stack,
    BUCKET: settings.bucket,
    ACCOUNT: settings.account,
    DATABASE: settings.database,
    HOST: settings.host,
    PORT: String(settings.port),
    TARGET: settings.target,
    DATABASE_USER: settings.user,
    PUBLISH_MINUTES: String(settings.publishMinutes),
    // Otherwise Node does not trust Amazon's CAs of databases: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): SyncEnvironment {
  const variables = new Variables(source);
  const settings: SyncEnvironment = {
    stack: variables.required("STACK"),
    bucket: variables.required("BUCKET"),
    account: variables.required("ACCOUNT"),
    database: variables.required("DATABASE"),
    tables: variables.optional("TABLES")?.split(","),
    host: variables.required("HOST"),
    port: variables.number("PORT"),
    target: variables.required("TARGET"),
    user: variables.required("DATABASE_USER"),
    publishMinutes: variables.number("PUBLISH_MINUTES"),
  };
  variables.check("The function sync");
  return settings;
}
