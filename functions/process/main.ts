import { setTimeout } from "node:timers/promises";
import { Logger } from "@aws-lambda-powertools/logger";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { S3Client } from "@aws-sdk/client-s3";
import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { PROCESS_SERVICE } from "../../contracts/process-metrics.ts";
import { CONTAINER_EXIT } from "../shared/exit-codes.ts";
import { type ProcessEnvironment, readEnvironment } from "./environment.ts";
import { runProcess } from "./run-process.ts";
import { ProcessTelemetry } from "./telemetry.ts";
import { targetOf } from "./warehouse.ts";

// The container's entry: loads the collection that the variables name. AWS Batch decides by the exit code whether to try again.

/** Milliseconds. An idle connection is closed after these: the SDK would wait for ever. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

process.exitCode = await main();

async function main(): Promise<number> {
  const environment = settings();
  if (environment === undefined) return CONTAINER_EXIT.configuration;
  const { stack, lakeBucket, lakeOwner, database, collection, redshift } = environment;
  return runProcess(environment, {
    collections: MONGODB_COLLECTIONS,
    lake: { s3: new S3Client({ requestHandler: TIMEOUTS }), bucket: lakeBucket, owner: lakeOwner },
    warehouse: {
      client: new RedshiftDataClient({ requestHandler: TIMEOUTS }),
      target: targetOf(redshift),
      wait: (milliseconds) => setTimeout(milliseconds),
      random: Math.random,
    },
    telemetry: new ProcessTelemetry(stack, `${database}/${collection}`),
  });
}

/** @returns undefined if they are wrong, which the log says: another attempt would find the same */
function settings(): ProcessEnvironment | undefined {
  try {
    return readEnvironment();
  } catch (error) {
    // It names variables, and has none of their values.
    new Logger({ serviceName: PROCESS_SERVICE }).error("settings", { problem: (error as Error).message });
    return undefined;
  }
}
