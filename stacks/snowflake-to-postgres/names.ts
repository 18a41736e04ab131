import { namePart, streamPart } from "../../contracts/stream-names.ts";
import type { Environment } from "../environment.ts";
import { type Place, resourceName, roleArn, stackName } from "../names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** The pipeline in names of AWS, where its full name would be too long. */
export const SHORT_NAME = "postgres";

/** The modules, each a stack, in the order in which they are deployed. The network is the environment's own stack, before `postgres`. */
export const MODULES = ["buckets", "postgres", "bastion", "batch", "streaming", "catalog", "sync"] as const;

export type Module = (typeof MODULES)[number];

/** `production-us-west-2-snowflake-to-postgres`: what its modules' ids begin with, and by which operators name all of them. */
export function pipelineId(place: Place): string {
  return `${stackName(place)}-snowflake-to-postgres`;
}

/** `production-us-west-2-snowflake-to-postgres-buckets` */
export function moduleId(place: Place, module: Module): string {
  return `${pipelineId(place)}-${module}`;
}

/** Name of a resource: `clearwell-production-us-west-2-postgres-export`. A role's leaves 9 characters for the part. */
export function postgresName(environment: Environment, part: string): string {
  return resourceName(environment, `${SHORT_NAME}-${part}`);
}

/** ARN of a role of some module, before the role exists. */
export function postgresRoleArn(environment: Environment, part: string): string {
  return roleArn(environment, `${SHORT_NAME}-${part}`);
}

/** The parts of the roles' names that the raw bucket's policy also names. */
export const ROLES = {
  export: "export",
  unload: "unload",
  delivery: "delivery",
  crawler: "crawler",
  sync: "sync",
} as const;

/** Identifier of PostgreSQL in RDS. */
export function instanceName(environment: Environment): string {
  return resourceName(environment, SHORT_NAME);
}

/** `insightflow-raw-bucket-production-us-west-2` */
export function rawBucketName({ buckets }: Pick<SnowflakeToPostgres, "buckets">): string {
  return `${buckets.raw}${buckets.suffix}`;
}

/** The buckets besides the raw one. */
export function otherBucketNames({ buckets }: Pick<SnowflakeToPostgres, "buckets">): readonly string[] {
  return [buckets.clean, ...buckets.more].map((name) => `${name}${buckets.suffix}`);
}

/** Alias of the key of the buckets, with which other modules find it. */
export function rawKeyAlias(environment: Environment): string {
  return `alias/${postgresName(environment, "raw")}`;
}

/** Name of a table's stream and of its delivery stream: `…-postgres-market-orders`. */
export function tableStreamName(environment: SnowflakeToPostgres, table: string): string {
  return postgresName(environment, streamPart(environment.database, table));
}

/** The database of the Glue Data Catalog, as Athena writes it: `clearwell_production_us_west_2_market`. */
export function catalogName(environment: SnowflakeToPostgres): string {
  return resourceName(environment, namePart(environment.database)).replaceAll("-", "_");
}

export type StateMachine = "export" | "sync" | "run";

/** Known before the state machine exists, and in other modules. */
export function stateMachineArn(environment: Environment, machine: StateMachine): string {
  const { account, region } = environment;
  return `arn:aws:states:${region}:${account}:stateMachine:${postgresName(environment, machine)}`;
}

/** The crawlers of a stack: of exported parts, and of streamed files if there are any. */
export function crawlersOf({ stream }: Pick<SnowflakeToPostgres, "stream">): readonly ("batch" | "stream")[] {
  return stream.tables.length === 0 ? ["batch"] : ["batch", "stream"];
}

export function crawlerName(environment: Environment, of: "batch" | "stream"): string {
  return postgresName(environment, `${of}-crawler`);
}
