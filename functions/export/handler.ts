import { setTimeout } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import { EXPORTED_TABLES } from "../../contracts/exported-tables.ts";
import { readEnvironment } from "./environment.ts";
import type { Export } from "./export.ts";
import { type Answer, handleEvent } from "./handle-event.ts";
import { logIn } from "./log-in.ts";
import { ExportTelemetry } from "./telemetry.ts";

const environment = readEnvironment();

const wait = (milliseconds: number) => setTimeout(milliseconds);

const to: Export = {
  ...environment,
  s3: new S3Client({}),
  tables: EXPORTED_TABLES[environment.database] ?? {},
  login: () => logIn(environment, wait),
  wait,
};

const telemetry = new ExportTelemetry(environment.stack);

/** Lambda's entry: a step of the state machine. */
export async function handler(event: unknown): Promise<Answer> {
  return await handleEvent(event, to, telemetry);
}
