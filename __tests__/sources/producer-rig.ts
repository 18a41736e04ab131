import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { streamName, watermarkName } from "../../functions/producer/environment.ts";
import { type Producer, runTime } from "../../functions/producer/producer.ts";
import { connectSource } from "../../functions/producer/source-connection.ts";
import { type TickResult, tick } from "../../functions/producer/tick.ts";
import { type StreamRig, startStreamRig } from "../functions/producer/fake-aws.ts";
import { PASSWORD, type ProducerSource, USER, VIDEO } from "./producer-source.ts";

export const ENVIRONMENT = {
  database: "video",
  streamPrefix: "clearwell-it-mysql-video-",
  watermarkPrefix: "/clearwell/it/mysql/video/",
};

/** Milliseconds that a run has. */
const REMAINING = 15 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;

/** A producer of a real server, whose stream and watermarks are faked over real HTTP. */
export interface ProducerRig extends StreamRig {
  readonly producer: Producer;
  /** Runs a table once. @param remaining milliseconds until Lambda's limit */
  tick(table: string, remaining?: number): Promise<TickResult>;
  /** The records of a table, parsed, without controls. */
  rows(table: string): Record<string, unknown>[];
  /** Its controls. */
  controls(table: string): { day: string; keys: number; checksum: string }[];
  watermark(table: string): string | undefined;
  /** Moves it now. @param days how long ago the last control was sent; default -1, tomorrow: none is due, not even after midnight */
  setWatermark(table: string, value: string, days?: number): void;
  /** The parameter as it is. */
  parameter(table: string): string | undefined;
  forget(): void;
}

/** Starts one, whose tables have no watermark yet. */
export async function startProducerRig(
  source: Pick<ProducerSource, "port" | "ca">,
  tables: Readonly<Record<string, ListedWatermarkTable>> = VIDEO,
): Promise<ProducerRig> {
  const aws = await startStreamRig();
  const producer: Producer = {
    environment: ENVIRONMENT,
    tables,
    open: (idle) =>
      connectSource(
        {
          host: "localhost",
          port: source.port,
          user: USER,
          password: PASSWORD,
          ssl: { ca: source.ca, verifyIdentity: true },
        },
        idle,
      ),
    kinesis: aws.kinesis,
    ssm: aws.ssm,
    now: () => Date.now(),
    random: () => 0,
    wait: () => Promise.resolve(),
  };
  const parsed = (table: string) =>
    (aws.records.get(streamName(ENVIRONMENT, table)) ?? []).map((text) => JSON.parse(text) as Record<string, unknown>);
  const setWatermark = (table: string, at: string, days = -1) => {
    const name = watermarkName(ENVIRONMENT, table);
    const version = (aws.parameters.get(name)?.version ?? 0) + 1;
    const day = new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
    aws.parameters.set(name, { value: at === "none" ? at : `${at} control ${day}`, version, movedAt: Date.now() });
  };
  const parameter = (table: string) => aws.parameters.get(watermarkName(ENVIRONMENT, table))?.value;
  for (const table of Object.keys(tables)) setWatermark(table, "none");
  return Object.assign(aws, {
    producer,
    tick: (table: string, remaining = REMAINING) => tick(producer, table, runTime(producer.now(), remaining)),
    rows: (table: string) => parsed(table).filter((record) => !("_control" in record)),
    controls: (table: string) =>
      parsed(table).flatMap(({ _control }) => (_control === undefined ? [] : [_control as never])),
    watermark: (table: string) => parameter(table)?.split(" control ")[0],
    parameter,
    setWatermark,
    forget: () => aws.records.clear(),
  });
}
