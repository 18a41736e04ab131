import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { Construct } from "constructs";
import { toEnvironment as extractVariables, SECRET_VARIABLES } from "../../../functions/extract/environment.ts";
import { toEnvironment as processVariables, type RedshiftTarget } from "../../../functions/process/environment.ts";
import { databasesOf } from "../collections.ts";
import { idOf, jobName, lakeBucketName, redshiftName, stackId } from "../names.ts";
import type { DatabaseSettings, MongodbToRedshift } from "../settings.ts";
import { JobDefinition } from "./job-definition.ts";
import type { JobNetwork } from "./job-network.ts";
import { JobQueue } from "./job-queue.ts";
import { JobRoles } from "./job-roles.ts";
import type { Warehouse } from "./warehouse.ts";

interface JobsProps {
  readonly environment: MongodbToRedshift;
  /** Key of the bucket's objects. */
  readonly keyArn: string;
  readonly network: JobNetwork;
  readonly warehouse: Pick<Warehouse, "target" | "loadRights">;
}

/** What the state machines run: the queue, and a job definition of each container. */
export class Jobs extends Construct {
  readonly queueArn: string;
  /** Each database has its own, because it has a secret of its own. */
  readonly extractArns: ReadonlyMap<string, string>;
  readonly processArn: string;

  constructor(scope: Construct, id: string, props: JobsProps) {
    super(scope, id);
    const { environment, keyArn, network, warehouse } = props;
    const log = new CloudwatchLogGroup(this, "log", {
      name: redshiftName(environment, "jobs"),
      retentionInDays: environment.retention.logDays,
    });
    const roles = new JobRoles(this, "roles", {
      environment,
      keyArn,
      logGroupArn: log.arn,
      loadRights: warehouse.loadRights,
    });
    const common = { environment, executionRole: roles.execution, logGroup: log.name };
    this.queueArn = new JobQueue(this, "queue", { environment, network }).arn;
    this.extractArns = new Map(
      databasesOf(environment).map((database) => {
        const definition = new JobDefinition(this, `extract-${idOf(database)}`, {
          ...common,
          container: "extract",
          name: jobName(environment, "extract", database),
          role: roles.extract,
          ...extractSettings(environment, database),
        });
        return [database, definition.arn];
      }),
    );
    this.processArn = new JobDefinition(this, "process", {
      ...common,
      container: "process",
      name: jobName(environment, "process", ""),
      role: roles.process,
      variables: processSettings(environment, warehouse.target),
    }).arn;
  }
}

function extractSettings(environment: MongodbToRedshift, database: string) {
  // The check has found it.
  const settings = environment.databases[database] as DatabaseSettings;
  const { readFrom, readTags, oplogHours, secretArn, ownCa } = settings;
  return {
    variables: extractVariables({
      stack: stackId(environment),
      lakeBucket: lakeBucketName(environment),
      lakeOwner: environment.account,
      readFrom,
      ...(readTags === undefined ? {} : { readTags }),
      oplogHours,
    }),
    secrets: {
      [SECRET_VARIABLES.uri]: `${secretArn}:uri::`,
      ...(ownCa ? { [SECRET_VARIABLES.ca]: `${secretArn}:ca::` } : {}),
    },
  };
}

function processSettings(environment: MongodbToRedshift, redshift: RedshiftTarget): Record<string, string> {
  return processVariables({
    stack: stackId(environment),
    lakeBucket: lakeBucketName(environment),
    lakeOwner: environment.account,
    redshift,
    unlistedFields: environment.unlistedFields,
  });
}
