import { KinesisClient, type KinesisClientConfig } from "@aws-sdk/client-kinesis";
import { NodeHttpHandler, type NodeHttpHandlerOptions } from "@smithy/node-http-handler";
import type { Command } from "commander";
import { count } from "../../command/count.ts";
import { positive } from "../../command/positive.ts";
import { UserError } from "../../command/user-error.ts";
import type { Table } from "../../contracts/table.ts";
import { ProducerError } from "../../functions/producer/producer-error.ts";
import { RecordSender } from "../../functions/producer/record-sender.ts";
import { moduleId, tableStreamName } from "../../stacks/snowflake-to-postgres/names.ts";
import { tablesOf } from "../../stacks/snowflake-to-postgres/tables.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { PostgresStacks } from "../stacks.ts";
import { madeUpEvent } from "./made-up-event.ts";
import { chosenTables, openPostgres } from "./open-postgres.ts";

interface Options {
  readonly table?: string;
  readonly count: number;
  readonly rate: number;
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function addEvents(ops: Command, session: Session, report: Report): void {
  ops
    .command("events")
    .description("publish made-up events of a table to its stream, to see streaming work")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .option("--table <name>", "one whose events are streamed (default: the first)")
    .option("--count <n>", "events", positive, 100)
    .option("--rate <n>", "events a second", positive, 10)
    .option("--yes", "also where data is protected: nothing removes made-up events there again")
    .action(async (stack: string, options: Options) => report(await events(session, stack, options), options));
}

async function events(session: Session, name: string, options: Options): Promise<Result> {
  const stacks = await openPostgres(session, name);
  const { environment } = stacks;
  const table = streamedTable(session, stacks, options.table);
  if (environment.protectData && options.yes !== true)
    throw new UserError(
      `Data of ${stacks.id} is protected, and nothing removes made-up events there again: add --yes.`,
    );
  const stream = tableStreamName(environment, table.name);
  const sent = await publish(session, { stream, region: environment.region, contract: table.contract, ...options });
  const said = `${count(sent, "event")} of ${environment.database}.${table.name}`;
  if (sent < options.count)
    throw new UserError(
      `Kinesis took ${said}, and refused the next ones after several tries: give the stream more shards, or lower --rate.`,
      1,
    );
  return {
    json: { stack: stacks.id, table: table.name, stream, sent },
    ok: true,
    show: (out) => out.print(`${said} are in ${stream}. Firehose writes them to the raw bucket within minutes.`),
  };
}

/** @throws UserError if the table's events are not streamed */
function streamedTable(session: Session, stacks: PostgresStacks, wanted: string | undefined) {
  const { environment } = stacks;
  const streamed = environment.stream.tables;
  const [name = streamed[0]] = wanted === undefined ? [] : chosenTables(session, stacks, [wanted]);
  const table = tablesOf(environment, session.sources).find((each) => each.name === name);
  if (table === undefined || !streamed.includes(table.name))
    throw new UserError(
      `${moduleId(environment, "streaming")} streams no events of ${wanted ?? "any table"}: add it to stream.tables in environments/. There are: ${streamed.join(", ") || "none"}.`,
    );
  return table;
}

/** By HTTP/1.1, as the producer: with HTTP/2, its default, all requests share a connection, and the time-outs of `ops` have no effect. */
class Kinesis extends KinesisClient {
  constructor(config: KinesisClientConfig) {
    super({ ...config, requestHandler: NodeHttpHandler.create(config.requestHandler as NodeHttpHandlerOptions) });
  }
}

interface Publishing {
  readonly stream: string;
  readonly region: string;
  readonly contract: Table;
  readonly count: number;
  /** A second. */
  readonly rate: number;
}

/** Publishes second by second. @returns how many events Kinesis took: fewer if it went on to refuse some */
async function publish(session: Session, { stream, region, contract, count: all, rate }: Publishing): Promise<number> {
  const client = session.aws(Kinesis, region);
  const wait = async (milliseconds: number) => void (await session.wait(milliseconds));
  // So that the keys of two commands differ.
  const first = session.now().getTime();
  const progress = session.err.progress(all);
  try {
    for (let sent = 0; sent < all; ) {
      if (sent > 0) await wait(1_000);
      const sender = new RecordSender({ client, name: stream, random: Math.random, wait });
      const next = Math.min(all, sent + rate);
      try {
        for (let number = sent; number < next; number++)
          await sender.add(String(number), JSON.stringify(madeUpEvent(contract, first + number, session.now())));
        await sender.finish();
      } catch (error) {
        if (error instanceof ProducerError && error.cause === undefined) return sent;
        throw error instanceof ProducerError ? error.cause : error;
      }
      sent = next;
      progress.reach(sent, "events");
    }
    return all;
  } finally {
    progress.end();
  }
}
