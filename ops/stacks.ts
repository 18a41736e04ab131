import type { Environment } from "../stacks/environment.ts";
import { mongodbToRedshiftIn } from "../stacks/mongodb-to-redshift/deployments.ts";
import { redshiftName, stackId as redshiftStackId } from "../stacks/mongodb-to-redshift/names.ts";
import type { MongodbToRedshift } from "../stacks/mongodb-to-redshift/settings.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import { mysqlToSnowflakeIn } from "../stacks/mysql-to-snowflake/deployments.ts";
import { scheduleGroupName, stackId as streamStackId, tableResourceName } from "../stacks/mysql-to-snowflake/names.ts";
import type { MysqlToSnowflake } from "../stacks/mysql-to-snowflake/settings.ts";
import type { StreamedTable } from "../stacks/mysql-to-snowflake/tables.ts";
import { stackName } from "../stacks/names.ts";
import { relationalToSnowflakeIn } from "../stacks/relational-to-snowflake/deployments.ts";
import { stackId } from "../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../stacks/relational-to-snowflake/settings.ts";
import { snowflakeToPostgresIn } from "../stacks/snowflake-to-postgres/deployments.ts";
import { moduleId, pipelineId, postgresName } from "../stacks/snowflake-to-postgres/names.ts";
import type { SnowflakeToPostgres } from "../stacks/snowflake-to-postgres/settings.ts";
import type { DeployedSchedule } from "./schedule.ts";

/** A stack of a pipeline that replicates with DMS. */
export type Stack = MongodbStack | RelationalStack;

interface MongodbStack {
  readonly pipeline: "mongodb-to-snowflake";
  /** Its name, as users and Terraform write it. */
  readonly id: string;
  readonly environment: MongodbToSnowflake;
}

export interface RelationalStack {
  readonly pipeline: "relational-to-snowflake";
  readonly id: string;
  readonly environment: RelationalToSnowflake;
}

/** A stack whose producers run on schedules. */
export interface StreamStack {
  readonly id: string;
  readonly environment: MysqlToSnowflake;
}

/** The stacks of mysql-to-snowflake, also those that are switched off. */
export function streamStacksIn(environments: readonly Environment[]): readonly StreamStack[] {
  return mysqlToSnowflakeIn(environments).map((environment) => ({ id: streamStackId(environment), environment }));
}

/** The schedule of a table's runs. */
export function streamSchedule({ id, environment }: StreamStack, { database, table }: StreamedTable): DeployedSchedule {
  return {
    name: tableResourceName(environment, database, table),
    group: scheduleGroupName(environment),
    region: environment.region,
    stack: id,
  };
}

/** A stack whose jobs load Redshift. */
export interface RedshiftStack {
  readonly id: string;
  readonly environment: MongodbToRedshift;
}

/** The stacks of mongodb-to-redshift, also those whose jobs are switched off. */
export function redshiftStacksIn(environments: readonly Environment[]): readonly RedshiftStack[] {
  return mongodbToRedshiftIn(environments).map((environment) => ({ id: redshiftStackId(environment), environment }));
}

/** The schedule of its state machine. */
export function redshiftSchedule({ id, environment }: RedshiftStack): DeployedSchedule {
  return { name: redshiftName(environment, "schedule"), region: environment.region, stack: id };
}

/** The stacks of all modules of snowflake-to-postgres in one environment and region: operators name them together. */
export interface PostgresStacks {
  /** `production-us-west-2-snowflake-to-postgres` */
  readonly id: string;
  readonly environment: SnowflakeToPostgres;
}

/** Those of snowflake-to-postgres, also those whose modules are switched off. */
export function postgresStacksIn(environments: readonly Environment[]): readonly PostgresStacks[] {
  return snowflakeToPostgresIn(environments).map((environment) => ({ id: pipelineId(environment), environment }));
}

/** The schedule of the state machine that runs all modules. */
export function postgresSchedule({ environment }: PostgresStacks): DeployedSchedule {
  return {
    name: postgresName(environment, "schedule"),
    region: environment.region,
    stack: moduleId(environment, "sync"),
  };
}

/** Pipeline by pipeline, in the order of the environments. Also stacks whose DMS is off. */
export function stacksIn(environments: readonly Environment[]): readonly Stack[] {
  return [
    ...mongodbToSnowflakeIn(environments).map((environment): Stack => {
      return { pipeline: "mongodb-to-snowflake", id: stackName(environment), environment };
    }),
    ...relationalToSnowflakeIn(environments).map((environment): Stack => {
      return { pipeline: "relational-to-snowflake", id: stackId(environment), environment };
    }),
  ];
}
