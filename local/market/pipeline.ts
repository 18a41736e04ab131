import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { table as asTable } from "../../command/table.ts";
import type { Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import { type ExportedTable, exportedTablesOf } from "../../contracts/exported-tables-of.ts";
import type { Sources, Tables } from "../../contracts/source.ts";
import { plan } from "../../functions/sync/plan.ts";
import { publishBatch } from "../../functions/sync/publish-batch.ts";
import { createTables } from "../../warehouse/postgres/create-tables.ts";
import { seededRandom } from "../demo/random.ts";
import { replaceOutput } from "../output-folder.ts";
import { pathFrom } from "../path.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../postgres/embedded.ts";
import { type S3Server, startS3Server } from "../s3-server.ts";
import { deliverEvents } from "./events.ts";
import { loadWithTwo } from "./load.ts";
import { type LocalSyncPlace, localS3, localSync } from "./local-sync.ts";
import { postgresRows } from "./postgres-rows.ts";
import { type LocalSnowflake, startLocalSnowflake } from "./snowflake.ts";
import { MarketSource, PLANTED } from "./source.ts";

export interface MarketRequest {
  readonly sources: Sources;
  readonly output: string;
  readonly calledFrom: string;
  /** Of the largest table. */
  readonly rows: number;
  /** Only of tests, which break what is compared. */
  readonly beforeComparing?: (postgres: EmbeddedPostgres) => Promise<unknown>;
}

const BUCKET = "insightflow-raw-bucket-local";
const [FULL, CHANGES] = ["2026-07-27T01:30:05.123Z", "2026-07-27T02:30:05.123Z"] as const;
/** After the first export and before the second. */
const CHANGED_AT = "2026-07-27 02:00:00.250000";
const EVENTS = 500;

/**
 * The pipeline from end to end: tables in Snowflake's place, exported twice, loaded by two workers of which one is killed, published, and
 * events through Firehose.
 * @returns whether PostgreSQL has what the source has, and nothing that no contract lists
 */
export async function runMarket(request: MarketRequest, show: Terminal): Promise<boolean> {
  const [database, source] = snowflakeSource(request.sources);
  const [s3, postgres] = await Promise.all([startS3Server(), startEmbeddedPostgres()]);
  const client = localS3(s3.endpoint);
  const tables = exportedTablesOf(request.sources)[database] ?? {};
  const snowflake = await startLocalSnowflake({ s3, client, bucket: BUCKET, database, tables });
  try {
    const isGood = await replaceOutput(request.output, async (folder) => {
      const place = { endpoint: s3.endpoint, port: postgres.port, bucket: BUCKET, database, tables };
      const demo = {
        request: { ...request, output: folder },
        database,
        tables: source.tables,
        s3,
        postgres,
        snowflake,
      };
      const good = await run({ ...demo, place }, show);
      await writeBucket(s3, join(folder, "bucket"));
      return good;
    });
    show.print(show.colors.bold(`\nAll of it is in ${pathFrom(request.calledFrom, request.output)}`));
    show.print("  bucket/data/batch/  bucket/manifests/  bucket/data/stream/");
    return isGood;
  } finally {
    client.destroy();
    await Promise.all([snowflake.stop(), s3.close(), postgres.stop()]);
  }
}

function snowflakeSource(sources: Sources): readonly [database: string, { readonly tables: Tables }] {
  for (const [database, source] of Object.entries(sources))
    if (source.engine === "snowflake") return [database, source];
  throw new UserError('contracts/index.ts has no source with engine: "snowflake".', 1);
}

interface Demo {
  readonly request: MarketRequest;
  readonly database: string;
  readonly tables: Tables;
  readonly s3: S3Server;
  readonly postgres: EmbeddedPostgres;
  readonly snowflake: LocalSnowflake;
  readonly place: LocalSyncPlace;
}

async function run(demo: Demo, show: Terminal): Promise<boolean> {
  const { request, database, tables, postgres, snowflake } = demo;
  const { bold } = show.colors;
  const source = new MarketSource(snowflake.duck, database, seededRandom(1));
  show.print(bold(`Made-up tables in DuckDB, in Snowflake's place, as the contracts of ${database} list them`));
  const names = Object.keys(tables);
  for (const [index, name] of names.entries())
    await source.make(name, tables[name] as Tables[string], Math.max(20, Math.round(request.rows / 4 ** index)));
  await postgres.run(createTables({ [database]: { engine: "snowflake", tables } }));
  show.print(bold("\nA full export, and a sync with two workers, of which one is killed"));
  await exportAndSync(demo, { time: FULL, isKilled: true }, show);
  show.print(
    bold(
      "\nRows change; the next export has the changes of tables that have a time of change, and all rows of the others",
    ),
  );
  for (const name of names) {
    const table = tables[name] as Tables[string];
    if (table.updatedAt !== undefined)
      await source.change(name, table, { from: request.rows + 1, to: request.rows + 50, at: CHANGED_AT });
  }
  await exportAndSync(demo, { time: CHANGES, isKilled: false }, show);
  await request.beforeComparing?.(postgres);
  const isEqual = await compare(demo, source, show);
  return (await events(demo, show)) && isEqual;
}

async function exportAndSync(
  { place, snowflake, tables }: Demo,
  { time, isKilled }: { time: string; isKilled: boolean },
  show: Terminal,
): Promise<void> {
  const sync = localSync(place);
  const lines: string[][] = [["table", "kind", "rows", "parts", "exported", "loaded", "rows/s"]];
  const exported = new Map<string, { seconds: number; parts: number }>();
  for (const name of Object.keys(tables)) {
    const began = performance.now();
    const { parts } = await snowflake.export(name, time, false);
    exported.set(name, { seconds: (performance.now() - began) / 1000, parts });
  }
  const batches = (await plan(sync, { step: "plan" })).tables.flatMap(({ table, batches }) =>
    batches.map((batch) => ({ ...batch, table })),
  );
  const loaded = await loadWithTwo(
    place,
    batches.map(({ manifest }) => manifest),
    isKilled,
  );
  for (const { table, manifest, kind, rows } of batches) {
    await publishBatch(sync, { step: "publish", manifest, since: new Date().toISOString() }, 60_000);
    const { seconds: out = 0, parts = 0 } = exported.get(table) ?? {};
    const seconds = loaded.get(manifest) ?? 0;
    const rate = seconds === 0 ? "" : Math.round(rows / seconds).toLocaleString("en");
    lines.push([
      table,
      kind,
      rows.toLocaleString("en"),
      String(parts),
      `${out.toFixed(2)} s`,
      `${seconds.toFixed(2)} s`,
      rate,
    ]);
  }
  sync.s3.destroy();
  show.print(asTable(lines));
}

async function compare(demo: Demo, source: MarketSource, show: Terminal): Promise<boolean> {
  const { database, tables, place, postgres } = demo;
  show.print(show.colors.bold("\nIn PostgreSQL"));
  const client = await postgres.connect();
  const lines: string[][] = [["table", "in PostgreSQL", "in the source", "contents"]];
  let areEqual = true;
  try {
    for (const [name, table] of Object.entries(tables)) {
      const wanted = sorted(await source.rows(name, table));
      const there = sorted(await postgresRows(client, database, name, place.tables[name] as ExportedTable));
      const isSame = JSON.stringify(there) === JSON.stringify(wanted);
      areEqual &&= isSame;
      const counts = [there.length, wanted.length].map((count) => count.toLocaleString("en"));
      lines.push([`${database}.${name}`, ...counts, isSame ? show.colors.green("equal") : show.colors.red("DIFFER")]);
    }
  } finally {
    await client.end();
  }
  show.print(asTable(lines));
  return areEqual && noneLeaks(demo, show);
}

/** In one order, whatever order each database has for texts. */
function sorted(rows: readonly (readonly (string | null)[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

function noneLeaks({ s3 }: Demo, show: Terminal): boolean {
  const leaking = [...s3.objects].filter(([key, { body }]) =>
    (key.endsWith(".gz") ? gunzipSync(body) : body).includes(PLANTED),
  );
  const found = leaking.length === 0 ? show.colors.green("in no file") : show.colors.red(`in ${leaking.length} files`);
  show.print(`  The values of the column that no contract lists are ${found}.`);
  return leaking.length === 0;
}

async function events({ database, tables, s3, request }: Demo, show: Terminal): Promise<boolean> {
  const [name] = Object.keys(tables);
  if (name === undefined) return true;
  show.print(show.colors.bold("\nEvents, through Firehose with the transformer as it is shipped; one is no record"));
  const folder = join(request.output, "functions");
  await mkdir(folder, { recursive: true });
  const columns = Object.keys((tables[name] as Tables[string]).columns);
  const made = Array.from({ length: EVENTS }, (_, index) => ({
    ...Object.fromEntries(columns.map((column) => [column, index])),
    unlisted: PLANTED,
  }));
  const { rows, refused, leaks } = await deliverEvents({ database, tables, folder, s3, bucket: BUCKET }, name, made);
  show.print(`  ${rows} of ${EVENTS} events in files, ${refused} refused, ${leaks} files with an unlisted value`);
  return rows === EVENTS && refused === 1 && leaks === 0;
}

async function writeBucket(s3: S3Server, folder: string): Promise<void> {
  for (const [key, { body }] of s3.objects) {
    const file = join(folder, key.slice(key.indexOf("/") + 1));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
  }
}
