import { setTimeout } from "node:timers/promises";
import type { Connection } from "mysql2/promise";
import type { ProducerSource } from "./producer-source.ts";

/** 0 to 1. */
export type Random = () => number;

const ZONES = ["+00:00", "SYSTEM", "+05:30", "-08:00"];
/** Seconds that some transactions stay open. */
const LONGEST = 7;

/**
 * Writes into `videos` until it is told to stop: transactions of several statements, of which some stay open for seconds, some are rolled back, and
 * some are cut off with their session.
 * @param zones of its sessions: of an application that writes a DATETIME, one
 */
export async function write(
  source: ProducerSource,
  random: Random,
  goesOn: () => boolean,
  zones: readonly string[] = ZONES,
): Promise<void> {
  let connection: Connection | undefined;
  while (goesOn()) {
    connection ??= await login(source, random, zones);
    const end = await transaction(connection, random).catch(rolledBack);
    if (end === "cut off") {
      connection.destroy();
      connection = undefined;
    } else await connection.query(end);
  }
  await connection?.end();
}

/** InnoDB has rolled a transaction back whose locks met another's; what it wrote is gone, as the source says too. */
function rolledBack(error: unknown): "rollback" {
  if ((error as { code?: unknown }).code === "ER_LOCK_DEADLOCK") return "rollback";
  throw error;
}

async function login(source: ProducerSource, random: Random, zones: readonly string[]): Promise<Connection> {
  const connection = await source.connect();
  await connection.query("set session time_zone = ?", [zones[Math.floor(random() * zones.length)]]);
  return connection;
}

async function transaction(connection: Connection, random: Random): Promise<"commit" | "rollback" | "cut off"> {
  await connection.query("begin");
  for (let statements = Math.ceil(random() * 3); statements > 0; statements--) {
    if (random() < 0.5) await connection.query("insert into videos (title) values ('1')");
    else await update(connection, random);
    await setTimeout(random() < 0.05 ? random() * LONGEST * 1_000 : random() * 50);
  }
  const end = random();
  return end < 0.75 ? "commit" : end < 0.9 ? "rollback" : "cut off";
}

/** Changes a row. One that another transaction holds is left alone: otherwise they would wait for each other. */
async function update(connection: Connection, random: Random): Promise<void> {
  const [[{ last }]] = (await connection.query("select max(id) as last from videos")) as unknown as [
    [{ last: number }],
  ];
  const id = Math.ceil(random() * last);
  const [free] = await connection.query("select id from videos where id = ? for update skip locked", [id]);
  if ((free as object[]).length > 0) await connection.query("update videos set title = title + 1 where id = ?", [id]);
}
