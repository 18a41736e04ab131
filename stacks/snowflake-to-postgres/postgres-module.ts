import type { TerraformStack } from "cdktf";
import { addDataKey } from "../constructs/data-key.ts";
import { addOutputs } from "../outputs.ts";
import { placeDatabase } from "./constructs/groups.ts";
import { Instance } from "./constructs/instance.ts";
import { addInstanceAlarms } from "./constructs/instance-alarms.ts";
import { instanceName, postgresName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** PostgreSQL, its key and its alarms. */
export function addPostgres(stack: TerraformStack, environment: SnowflakeToPostgres): void {
  const keyArn = addDataKey(stack, { of: "PostgreSQL", alias: postgresName(environment, "database") });
  const placed = placeDatabase(stack, environment);
  new Instance(stack, "postgres", { environment, keyArn, placed });
  addInstanceAlarms(stack, environment);
  addOutputs(stack, { instance_name: instanceName(environment) });
}
