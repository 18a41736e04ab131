import type { S3Client } from "@aws-sdk/client-s3";
import type pg from "pg";
import type { ExportedTable, ExportedTables } from "../../contracts/exported-tables-of.ts";
import type { Place } from "../../warehouse/postgres/names.ts";
import type { SyncEnvironment } from "./environment.ts";
import { SyncError } from "./sync-error.ts";

/** What the steps use. Tests and the demo pass their own. */
export interface Sync {
  readonly s3: S3Client;
  readonly bucket: string;
  /** The account that must own the bucket. */
  readonly account: string;
  /** The source, as the contracts name it. */
  readonly database: string;
  readonly tables: { readonly [table: string]: ExportedTable };
  readonly publishMinutes: number;
  /** Opens a connection to PostgreSQL, which the caller ends. */
  readonly connect: () => Promise<pg.Client>;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** The tables of the source that this environment exports. */
export function exportedHere(
  { database, tables: only }: Pick<SyncEnvironment, "database" | "tables">,
  listed: ExportedTables,
): Sync["tables"] {
  const all = Object.entries(listed[database] ?? {});
  return Object.fromEntries(all.filter(([name]) => only === undefined || only.includes(name)));
}

/** A listed table of the source. */
export interface SyncedTable {
  readonly place: Place;
  readonly contract: ExportedTable;
}

/** @throws SyncError if no contract lists it: names in SQL come from contracts, never from an event */
export function listedTable({ database, tables }: Pick<Sync, "database" | "tables">, table: string): SyncedTable {
  const contract = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (contract === undefined) throw new SyncError("EVENT_UNKNOWN");
  return { place: { database, table }, contract };
}

/** Runs with a connection of its own. @throws SyncError */
export async function connected<T>(
  { connect }: Pick<Sync, "connect">,
  run: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect().catch((error: unknown) => {
    throw SyncError.from(error, "DATABASE_UNREACHABLE");
  });
  // Otherwise a connection that the server ends between two statements would end the process.
  client.on("error", () => undefined);
  try {
    return await run(client);
  } catch (error) {
    throw fromPostgres(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Runs in one transaction. */
export async function inTransaction<T>(client: pg.Client, run: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await run();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // Fails if the connection has ended, which rolls back as well.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

export async function runAll(client: pg.Client, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

/** Error codes of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const UNDEFINED = ["3F000", "42P01", "42703", "42704", "42501"];

function fromPostgres(error: unknown): SyncError {
  const { code } = error as { code?: unknown };
  return SyncError.from(error, UNDEFINED.includes(code as string) ? "TABLES_MISSING" : "DATABASE_FAILED");
}
