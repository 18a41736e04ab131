import { setTimeout } from "node:timers/promises";
import { RedshiftDataClient } from "@aws-sdk/client-redshift-data";
import { S3Client } from "@aws-sdk/client-s3";
import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { CONTAINER_EXIT } from "../shared/exit-codes.ts";
import { readEnvironment } from "./environment.ts";
import { runProcess } from "./run-process.ts";
import { ProcessTelemetry } from "./telemetry.ts";
import { targetOf } from "./warehouse.ts";

// Entry of the container: one collection a job.

// If the settings are wrong, which throws, another attempt would find the same.
process.exitCode = CONTAINER_EXIT.configuration;
const environment = readEnvironment();
const { stack, lakeBucket, lakeOwner, database, collection, redshift } = environment;

/** An idle connection is closed after these: the SDK would wait for ever. */
const requestHandler = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

process.exitCode = await runProcess(environment, {
  collections: MONGODB_COLLECTIONS,
  lake: { s3: new S3Client({ requestHandler }), bucket: lakeBucket, owner: lakeOwner },
  warehouse: {
    client: new RedshiftDataClient({ requestHandler }),
    target: targetOf(redshift),
    wait: (milliseconds) => setTimeout(milliseconds),
    random: Math.random,
  },
  telemetry: new ProcessTelemetry(stack, `${database}/${collection}`),
});
