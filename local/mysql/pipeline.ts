import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import { wrap } from "../../command/wrap.ts";
import { recordMasksOf } from "../../contracts/record-masks-of.ts";
import { isReadByWatermark, type Sources, type WatermarkSource } from "../../contracts/source.ts";
import { type ListedWatermarkTable, watermarkTablesOf } from "../../contracts/watermark-tables-of.ts";
import { seededRandom } from "../demo/random.ts";
import { replaceOutput } from "../output-folder.ts";
import { pathFrom } from "../path.ts";
import { startProducerAws } from "./aws.ts";
import { compareRows, differenceText } from "./compare-rows.ts";
import { startDelivery } from "./delivery.ts";
import { exactSum, scaleOf } from "./exact-sum.ts";
import { newestRows, sourceRows, type TextRow } from "./newest-rows.ts";
import { startProducer } from "./producer.ts";
import { showMail } from "./show-mail.ts";
import type { Expected } from "./show-star.ts";
import { type DemoSource, type OwnServer, openSource } from "./source.ts";
import { runTicks } from "./ticks.ts";
import { Writer } from "./writer.ts";

export interface MysqlRequest {
  readonly sources: Sources;
  readonly output: string;
  readonly calledFrom: string;
  /** Absent: MariaDB is started here. */
  readonly own?: OwnServer;
  /** What the stand-in for Snowflake needs, and is not there. If there is any of it, the star is not made. */
  readonly lacking: readonly string[];
  /** A test's own, to show that the run finds what a broken one does. */
  readonly startDelivery?: typeof startDelivery;
}

const STACK = "production-us-west-2-mysql-to-snowflake";

/**
 * The pipeline from end to end: a MySQL source that is written to, the producer in runs, of which one is killed, Firehose, and the star.
 * @returns whether what arrived is the source, to the cent
 */
export async function runMysql(request: MysqlRequest, show: Terminal): Promise<boolean> {
  const { sources, output, calledFrom, own } = request;
  const { bold } = show.colors;
  const [found] = Object.entries(sources).filter((entry): entry is [string, WatermarkSource] =>
    isReadByWatermark(entry[1]),
  );
  if (found === undefined) throw new UserError('contracts/index.ts has no source with read: "watermark".', 1);
  const [database, source] = found;
  const listed = watermarkTablesOf(sources)[database] ?? {};
  show.print(bold(`A source of made-up rows, as the contracts of ${database} list them`));
  const server = await openSource(database, listed, own);
  try {
    const isGood = await replaceOutput(output, (folder) =>
      run({ ...request, output: folder }, { server, source, listed }, show),
    );
    show.print(bold(`\nAll of it is in ${pathFrom(calledFrom, output)}`));
    show.print("  bucket/data/stream/");
    return isGood;
  } finally {
    await server.stop();
  }
}

interface Demo {
  readonly server: DemoSource;
  readonly source: WatermarkSource;
  readonly listed: Readonly<Record<string, ListedWatermarkTable>>;
}

async function run(request: MysqlRequest, { server, source, listed }: Demo, show: Terminal): Promise<boolean> {
  const { bold } = show.colors;
  const { database } = server;
  const [folder, bucket] = [join(request.output, "functions"), join(request.output, "bucket")];
  await mkdir(folder, { recursive: true });
  const writer = new Writer(database, source, seededRandom(1));
  const connection = await server.connect();
  await writer.fill(connection);
  const aws = await startProducerAws(server.login);
  const producer = await startProducer({ database, folder, tables: { [database]: listed } }, aws);
  const masks = recordMasksOf({ [database]: source });
  const start = request.startDelivery ?? startDelivery;
  const delivery = await start({ database, folder, bucket, masks }, aws);
  try {
    const tables = Object.keys(listed);
    show.print("  runs of the producer as it is shipped, through Kinesis and Firehose, while a writer changes rows");
    await runTicks({ source: server, tables, writers: [writer], producer, aws, delivery }, show);
    show.print(
      `  ${delivery.written.rows} files with rows, ${delivery.written.refused} with what the transformer refused`,
    );
    const { isEqual, expected } = await compare(connection, { server, source, listed }, bucket, show);
    const isStarGood = await star(request, { database, source, bucket }, expected, show);
    show.print(bold("\nThe mail of a failure: the producer's user may no longer read a table"));
    await connection.query(`revoke all privileges, grant option from '${server.login.username}'@'%'`);
    await producer.tick(writer.largest);
    const names = tables.map((each) => `${database}.${each}`);
    return showMail(await producer.lambda.close(), names, STACK, show) && isEqual && isStarGood;
  } finally {
    await Promise.all([producer.lambda.close(), delivery.stop(), connection.end()]);
    await aws.close();
  }
}

async function compare(
  connection: Awaited<ReturnType<DemoSource["connect"]>>,
  { server: { database }, source, listed }: Demo,
  bucket: string,
  show: Terminal,
): Promise<{ readonly isEqual: boolean; readonly expected: readonly Expected[] }> {
  show.print(show.colors.bold("\nIn DuckDB, over the files: the newest version of each key"));
  const lines: string[][] = [["table", "in the files", "in the source", "contents"]];
  const expected: Expected[] = [];
  let isEqual = true;
  for (const [table, contract] of Object.entries(listed)) {
    const wanted = await sourceRows(connection, `${database}.${table}`, contract);
    const newest = await newestRows(join(bucket, `data/stream/${database}/${table}/**/*.json.gz`), contract);
    const difference = compareRows(contract, newest, wanted);
    isEqual &&= difference === undefined;
    const counts = [newest.length, wanted.length].map((number) => number.toLocaleString("en"));
    const { green, red } = show.colors;
    const result = difference === undefined ? green("equal") : red(`DIFFER: ${differenceText(difference)}`);
    lines.push([`${database}.${table}`, ...counts, result]);
    expected.push({ table, rows: wanted.length, sums: sumsOf(table, contract, source, wanted) });
  }
  show.print(asTable(lines));
  return { isEqual, expected };
}

/** Of the measures of a star. */
function sumsOf(
  table: string,
  { columns }: ListedWatermarkTable,
  { star: of }: WatermarkSource,
  rows: readonly TextRow[],
): Expected["sums"] {
  const measures = Object.values(of?.facts ?? {}).flatMap((fact) => (fact.table === table ? fact.measures : []));
  return Object.fromEntries(
    measures.map((measure) => {
      const at = Object.keys(columns).indexOf(measure);
      const sum = exactSum(
        rows.map((row) => row[at] ?? null),
        scaleOf(columns[measure] ?? ""),
      );
      return [measure, sum];
    }),
  );
}

async function star(
  { lacking }: MysqlRequest,
  place: { readonly database: string; readonly source: WatermarkSource; readonly bucket: string },
  expected: readonly Expected[],
  show: Terminal,
): Promise<boolean> {
  if (lacking.length > 0) {
    const missing = `Not shown: the star in Snowflake. Its stand-in needs ${lacking.join(" and ")}. To install: npm run setup -- mysql-to-snowflake --yes`;
    show.print(`\n${show.colors.yellow(wrap(missing, 2))}`);
    return true;
  }
  show.print(show.colors.bold("\nIn a stand-in for Snowflake: Snowpipe, and the tasks that make the star"));
  const { showStar } = await import("./show-star.ts");
  return showStar(place, expected, show);
}
