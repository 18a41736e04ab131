import type { KinesisClient } from "@aws-sdk/client-kinesis";
import type { SSMClient } from "@aws-sdk/client-ssm";
import type { ListedWatermarkTable, WatermarkTables } from "../../contracts/watermark-tables-of.ts";
import type { ReadTable } from "../../warehouse/mysql/read-rows.ts";
import { type ProducerEnvironment, streamName } from "./environment.ts";
import { ProducerError } from "./producer-error.ts";
import type { Stream } from "./put-records.ts";
import type { SourceConnection } from "./source-connection.ts";

/** All that a run uses. */
export interface Producer {
  readonly environment: Pick<ProducerEnvironment, "database" | "streamPrefix" | "watermarkPrefix">;
  /** The listed tables of the database that are read here, by name. */
  readonly tables: Readonly<Record<string, ListedWatermarkTable>>;
  /** Opens a session. @param idle seconds after which the server ends one that is frozen */
  readonly open: (idle: number) => Promise<SourceConnection>;
  readonly kinesis: KinesisClient;
  readonly ssm: SSMClient;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly random: Stream["random"];
  readonly wait: Stream["wait"];
}

/** The time that a run has. */
export interface RunTime {
  /** When it ends reading, in milliseconds since 1970. */
  readonly until: number;
  /** Seconds after which its session ends if it is frozen. */
  readonly idle: number;
}

/** Milliseconds that are left to send what was read, and to move the watermark. */
const TO_FINISH = 2 * 60 * 1000;

/** @param remaining milliseconds until Lambda ends the function, when the run begins */
export function runTime(now: number, remaining: number): RunTime {
  return { until: now + remaining - TO_FINISH, idle: Math.ceil(remaining / 1000) + 60 };
}

/** The listed tables of a database, those that are read here. */
export function listedHere(
  { database, tables }: Pick<ProducerEnvironment, "database" | "tables">,
  listed: WatermarkTables,
): Producer["tables"] {
  const all = Object.entries(listed[database] ?? {});
  return Object.fromEntries(tables === undefined ? all : all.filter(([name]) => tables.includes(name)));
}

/** @throws ProducerError if no contract lists it, or it is not read here */
export function readTable({ environment: { database }, tables }: Producer, name: string): ReadTable {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table === undefined) throw new ProducerError("EVENT_UNKNOWN");
  return { database, name, table };
}

/** The stream of a table. */
export function streamOf({ environment, kinesis, random, wait }: Producer, table: string): Stream {
  return { client: kinesis, name: streamName(environment, table), random, wait };
}
