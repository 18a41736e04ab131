import { setTimeout } from "node:timers/promises";
import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { ProducerAws } from "./aws.ts";
import type { Delivery } from "./delivery.ts";
import { STREAM_PREFIX, type startProducer, type Tick } from "./producer.ts";
import type { DemoSource } from "./source.ts";
import type { Writer } from "./writer.ts";

type Producer = Awaited<ReturnType<typeof startProducer>>;

interface Parts {
  readonly source: DemoSource;
  readonly tables: readonly string[];
  readonly writers: readonly Writer[];
  readonly producer: Producer;
  readonly aws: ProducerAws;
  readonly delivery: Delivery;
}

/** Rounds in which all tables are read while writers change them. */
const ROUNDS = 4;

/** Milliseconds from one round to the next. */
const PAUSE = 1_500;

/** The safe bound is some seconds behind, so that no row that is still open is missed. */
const UNTIL_ALL_IS_SAFE = 6_500;

/**
 * Reads the tables in rounds, while writers change them. In the first round the producer is killed in the middle of the largest table, after Kinesis
 * has taken a part of it.
 */
export async function runTicks(
  { source, tables, writers, producer, aws, delivery }: Parts,
  show: Terminal,
): Promise<void> {
  let isWriting = true;
  const writing = writers.map(async (writer) => {
    const connection = await source.connect();
    await writer.write(connection, () => isWriting).finally(() => connection.end());
  });
  const lines: string[][] = [["run", "table", "rows sent", "watermark", ""]];
  const round = async (number: number) => {
    for (const table of tables) lines.push(lineOf(number, await producer.tick(table)));
    await delivery.deliver();
    await setTimeout(PAUSE);
  };
  killOnce(writers[0]?.largest ?? "", source.database, producer, aws);
  for (let number = 1; number <= ROUNDS; number++) await round(number);
  isWriting = false;
  await Promise.all(writing);
  await setTimeout(UNTIL_ALL_IS_SAFE);
  await round(ROUNDS + 1);
  show.print(asTable(lines));
}

/** Kills the producer when Kinesis has taken its second request of a table. */
function killOnce(table: string, database: string, { lambda }: Producer, aws: ProducerAws): void {
  let requests = 0;
  aws.onPut = (stream) => {
    if (stream === `${STREAM_PREFIX}${database}-${table.replaceAll("_", "-")}` && ++requests === 2)
      lambda.kill("SIGKILL");
  };
}

function lineOf(number: number, { table, rows, watermark, error }: Tick): string[] {
  if (error !== undefined) return [String(number), table, "", "", error];
  if (rows === undefined) return [String(number), table, "", "", "killed in the middle: the next run sends them again"];
  return [String(number), table, rows.toLocaleString("en"), watermark ?? "none", ""];
}
