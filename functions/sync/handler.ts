import { setTimeout } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import type { Context } from "aws-lambda";
import { EXPORTED_TABLES } from "../../contracts/exported-tables.ts";
import { readEnvironment } from "./environment.ts";
import { type Answer, handleEvent } from "./handle-event.ts";
import { openDatabase } from "./open-database.ts";
import { exportedHere, type Sync } from "./sync.ts";
import { SyncTelemetry } from "./telemetry.ts";

const environment = readEnvironment();

const sync: Sync = {
  ...environment,
  s3: new S3Client({}),
  tables: exportedHere(environment, EXPORTED_TABLES),
  connect: () => openDatabase(environment),
  now: () => Date.now(),
  wait: (milliseconds) => setTimeout(milliseconds),
};

const telemetry = new SyncTelemetry(environment.stack);

/** Lambda's entry: a step of the state machine, or an operator's way back. */
export async function handler(event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<Answer> {
  return await handleEvent(event, context.getRemainingTimeInMillis(), sync, telemetry);
}
