import type { TerraformStack } from "cdktf";
import { SYNC_MEMORY_MB, SYNC_TIMEOUT_SECONDS, toEnvironment } from "../../functions/sync/environment.ts";
import { SYNC_USER } from "../../warehouse/postgres/roles.ts";
import { addFunction } from "../constructs/function.ts";
import { addRunSchedule } from "../constructs/run-schedule.ts";
import { addOutputs } from "../outputs.ts";
import { Dashboard } from "./constructs/dashboard.ts";
import { findInstance, findRawKey } from "./constructs/found.ts";
import { addFunctionAlarms } from "./constructs/function-alarms.ts";
import { PORT, placeSync } from "./constructs/groups.ts";
import { invokeRights, Machine } from "./constructs/machine.ts";
import { addRunAlarms } from "./constructs/run-alarms.ts";
import { runDefinition } from "./constructs/run-definition.ts";
import { syncDefinition } from "./constructs/sync-definition.ts";
import { loadRights, mapRights, runRights } from "./constructs/sync-rights.ts";
import { crawlerName, crawlersOf, moduleId, postgresName, ROLES, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/**
 * The function that loads batches into PostgreSQL, its state machine, and the one that runs all modules, with its schedule.
 * @param alarms names of the other modules' alarms
 */
export function addSync(stack: TerraformStack, environment: SnowflakeToPostgres, alarms: readonly string[]): void {
  const keyArn = findRawKey(stack, environment);
  const { functionName, arn } = addLoader(stack, environment, keyArn);
  addFunctionAlarms(stack, { environment, of: "sync", functionName });
  new Machine(stack, "sync", {
    environment,
    machine: "sync",
    definition: syncDefinition(environment, arn),
    allow: [...invokeRights(arn), ...mapRights(environment, keyArn)],
  });
  const crawlers = crawlersOf(environment).map((of) => crawlerName(environment, of));
  const run = new Machine(stack, "run", {
    environment,
    machine: "run",
    definition: runDefinition(environment, crawlers),
    allow: runRights(environment),
  });
  addRunSchedule(stack, {
    ...environment.schedule,
    name: postgresName(environment, "schedule"),
    stateMachineArn: run.arn,
  });
  addRunAlarms(stack, environment);
  const { url } = new Dashboard(stack, "dashboard", { environment, alarms });
  addOutputs(stack, { dashboard_url: url });
}

/** In private subnets, with a way to PostgreSQL and to S3's endpoint only. */
function addLoader(stack: TerraformStack, environment: SnowflakeToPostgres, keyArn: string) {
  const { account, region } = environment;
  const { host, resourceId } = findInstance(stack, environment);
  const { network, groupId } = placeSync(stack, environment);
  return addFunction(stack, {
    environment,
    code: "sync",
    name: postgresName(environment, ROLES.sync),
    variables: toEnvironment({
      stack: moduleId(environment, "sync"),
      bucket: rawBucketName(environment),
      account,
      database: environment.database,
      tables: environment.tables,
      host,
      port: PORT,
      target: environment.postgres.database,
      user: SYNC_USER,
      publishMinutes: environment.sync.publishMinutes,
    }),
    allow: loadRights(environment, {
      keyArn,
      // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
      userArn: `arn:aws:rds-db:${region}:${account}:dbuser:${resourceId}/${SYNC_USER}`,
    }),
    network: { subnetIds: network.subnetIds("private"), securityGroupIds: [groupId] },
    memoryMb: SYNC_MEMORY_MB,
    timeoutSeconds: SYNC_TIMEOUT_SECONDS,
  });
}
