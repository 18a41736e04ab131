import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Sources } from "../../contracts/source.ts";
import { toEnvironment } from "../../functions/export/environment.ts";
import { addFunction } from "../constructs/function.ts";
import { secretRights } from "../constructs/secret-rights.ts";
import { bucketArn } from "../names.ts";
import type { Statement } from "../policy.ts";
import { exportDefinition } from "./constructs/export-definition.ts";
import { findRawKey } from "./constructs/found.ts";
import { addFunctionAlarms } from "./constructs/function-alarms.ts";
import { invokeRights, Machine } from "./constructs/machine.ts";
import { addUnloadRole } from "./constructs/unload-role.ts";
import { exportSettings } from "./export-settings.ts";
import { BATCH, MANIFESTS } from "./folders.ts";
import { postgresName, ROLES, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";
import { snowflakeNext } from "./snowflake.ts";
import { tablesOf } from "./tables.ts";

/** Seconds of one step: a request to Snowflake, or the list of a table's parts. */
const TIMEOUT_SECONDS = 300;

/** The export: Snowflake's role, the function that speaks to Snowflake, and the state machine that calls it. */
export function addBatch(stack: TerraformStack, environment: SnowflakeToPostgres, sources: Sources): void {
  const keyArn = findRawKey(stack, environment);
  addUnloadRole(stack, environment, keyArn);
  const { functionName, arn } = addFunction(stack, {
    environment,
    code: "export",
    name: postgresName(environment, ROLES.export),
    variables: toEnvironment(exportSettings(environment)),
    allow: rights(environment, keyArn),
    memoryMb: 512,
    timeoutSeconds: TIMEOUT_SECONDS,
  });
  addFunctionAlarms(stack, { environment, of: "export", functionName });
  const tables = tablesOf(environment, sources).map(({ name }) => name);
  new Machine(stack, "export", {
    environment,
    machine: "export",
    definition: exportDefinition(environment, { functionArn: arn, tables }),
    allow: invokeRights(arn),
  });
  const next = snowflakeNext(environment);
  if (next !== undefined) new TerraformOutput(stack, "snowflake_next", { value: next });
}

/** It reads no row: it lists the parts, and reads and writes manifests. */
function rights(environment: SnowflakeToPostgres, keyArn: string): readonly Omit<Statement, "Effect" | "Principal">[] {
  const bucket = bucketArn(rawBucketName(environment));
  const { privateKeyArn, privateKeyKeyArn } = environment.export;
  return [
    {
      Sid: "List",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: { StringLike: { "s3:prefix": [`${BATCH}*`, `${MANIFESTS}*`] } },
    },
    { Sid: "Commit", Action: ["s3:GetObject", "s3:PutObject"], Resource: [`${bucket}/${MANIFESTS}*`] },
    { Sid: "Key", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [keyArn] },
    ...secretRights([
      { secretArn: privateKeyArn, ...(privateKeyKeyArn === undefined ? {} : { secretKeyArn: privateKeyKeyArn }) },
    ]),
  ];
}
