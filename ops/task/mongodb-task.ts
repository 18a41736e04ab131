import { tableMappings } from "../../contracts/table-mappings.ts";
import {
  allowListOf,
  collectionsOf,
  databasesOf,
  firstDatabase,
  nameIn,
} from "../../stacks/mongodb-to-snowflake/collections.ts";
import { databaseResourceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "./database-task.ts";

type Listed = Pick<Session, "sources">;

/** The tasks of a stack of mongodb-to-snowflake, the first database's first. */
export function mongodbTasks(session: Listed, environment: MongodbToSnowflake): readonly DatabaseTask[] {
  return databasesOf(environment).map((database) => mongodbTask(session, environment, database));
}

/** Of a database that the stack has. */
function mongodbTask({ sources }: Listed, environment: MongodbToSnowflake, database: string): DatabaseTask {
  const stack = stackName(environment);
  return {
    stack,
    region: environment.region,
    database,
    id: databaseResourceName(environment, database, "task"),
    name: database === firstDatabase(environment) ? stack : `${stack}, database ${database}`,
    migration: "full-load-and-cdc",
    schema: database,
    listed: collectionsOf(environment, sources).filter((each) => each.database === database),
    nameOf: (collection) => nameIn(environment, database, collection),
    stopsOnErrors: false,
    rules: tableMappings(allowListOf(environment, sources, database), database).rules,
    source: MONGODB,
    target: RAW,
    tables: "collections",
  };
}

const MONGODB = {
  name: "MongoDB",
  log: "oplog",
  remedy:
    "Check the secret's host (one server's name, not a mongodb+srv:// address), user (SCRAM-SHA-1) and password, " +
    "the security groups and the certificate.",
  whileStopped:
    "Resume it before MongoDB's oplog drops the changes since now: after that, only a reload of all collections helps.",
};

const RAW = {
  name: "the RAW bucket",
  remedy: "Check the way from the subnets to S3, and that the stack is deployed in full.",
};
