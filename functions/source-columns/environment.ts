import type { Tls } from "../shared/source/tls.ts";
import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface SourceColumnsEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  readonly databases: { readonly [database: string]: CheckedDatabase };
}

/** A source that is compared with its contract. */
export interface CheckedDatabase {
  readonly engine: "mysql" | "postgres";
  /** Where its tables are. In MySQL a schema is a database. */
  readonly schema: string;
  /** The listed tables that are replicated. Absent: all. */
  readonly tables?: readonly string[];
  /** Whether DMS reads its changes. Otherwise it needs no log of them. */
  readonly cdc: boolean;
  /** PostgreSQL: the schema in which DMS updates a row, if it does. */
  readonly heartbeatSchema?: string;
  /** Of the login that reads the catalog. */
  readonly secretArn: string;
  /** DNS name of the endpoint to Secrets Manager, if it has no private DNS. */
  readonly secretsManagerEndpoint?: string;
  readonly tls: Tls;
}

/** Lambda's limit for all variables together, in bytes. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const ENVIRONMENT_MAX_BYTES = 4096;

/** The settings as Lambda environment variables. */
export function toEnvironment({ stack, databases }: SourceColumnsEnvironment): Record<string, string> {
  return {
    STACK: stack,
    DATABASES: JSON.stringify(databases),
    // Otherwise Node does not trust Amazon's CAs of databases: https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html
    NODE_EXTRA_CA_CERTS: "/var/runtime/ca-cert.pem",
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): SourceColumnsEnvironment {
  const variables = new Variables(source);
  const stack = variables.required("STACK");
  const databases = variables.required("DATABASES");
  variables.check("The function source-columns");
  return { stack, databases: JSON.parse(databases) as SourceColumnsEnvironment["databases"] };
}
