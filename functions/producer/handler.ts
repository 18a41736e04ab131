import { setTimeout } from "node:timers/promises";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { SSMClient } from "@aws-sdk/client-ssm";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { Context } from "aws-lambda";
import { WATERMARK_TABLES } from "../../contracts/watermark-tables.ts";
import { readEnvironment } from "./environment.ts";
import { type Answer, handleEvent } from "./handle-event.ts";
import { openSource } from "./open-source.ts";
import { listedHere, type Producer } from "./producer.ts";
import { ProducerTelemetry } from "./telemetry.ts";

const environment = readEnvironment();

const producer: Producer = {
  environment,
  tables: listedHere(environment, WATERMARK_TABLES),
  open: (idle) => openSource(environment, idle),
  // By HTTP/1.1: with HTTP/2, its default, all requests share a connection, and wait for each other.
  kinesis: new KinesisClient({ requestHandler: new NodeHttpHandler(), maxAttempts: 5 }),
  ssm: new SSMClient({}),
  now: () => Date.now(),
  random: () => Math.random(),
  wait: (milliseconds) => setTimeout(milliseconds),
};

const telemetry = new ProducerTelemetry(environment.stack);

/** Lambda's entry: a run of a table by the schedule, or an operator's question or backfill. */
export async function handler(event: unknown, context: Pick<Context, "getRemainingTimeInMillis">): Promise<Answer> {
  return await handleEvent(event, context.getRemainingTimeInMillis(), producer, telemetry);
}
