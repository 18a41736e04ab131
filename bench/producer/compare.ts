import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { WATERMARK_TABLES } from "../../contracts/watermark-tables.ts";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { type MariaDb, startMariaDb } from "../../local/sources/mariadb.ts";
import { producerUser } from "../../warehouse/mysql/administrator.ts";
import { createTable } from "../../warehouse/mysql/create-table.ts";
import { createSafeBound } from "../../warehouse/mysql/safe-bound.ts";
import type { Measurement } from "../measurement.ts";

/** What a run took, without its use of processors: most of the work is the server's. */
export type Run = Omit<Measurement, "cpuSeconds">;

const PASSWORD = "bench";
const READER = fileURLToPath(new URL("read-table.ts", import.meta.url));
/** The best of so many counts, because the machine has other work. */
const ROUNDS = 3;

/** Lets both read the table `transactions` of so many rows, in turns, and gives the fastest run of each. */
export async function compareProducer(rows: number, say: (text: string) => void) {
  const server = await startMariaDb();
  try {
    await prepare(server, rows);
    const [dumps, producers]: [Run[], Run[]] = [[], []];
    for (let round = 1; round <= ROUNDS; round++) {
      say(`  round ${round} of ${ROUNDS}`);
      dumps.push(await measure(dump(server)));
      producers.push(await measure(produce(server)));
    }
    return { dump: fastest(dumps), producer: fastest(producers) };
  } finally {
    await server.stop();
  }
}

const TABLE = WATERMARK_TABLES.video?.transactions as ListedWatermarkTable;

async function prepare(server: MariaDb, rows: number): Promise<void> {
  const user = producerUser("video", "bench", { transactions: TABLE }, { by: "secret", password: PASSWORD });
  const setUp = ["create database video", createTable("video", "transactions", TABLE), ...createSafeBound(), ...user];
  for (const statement of setUp) await server.run(statement);
  await server.run(`use video; insert into video.transactions
    (id, customer_id, video_id, device, amount, currency, quantity, paid_at, updated_at)
    select seq, concat('cust_', seq mod 9973), seq mod 997, 'phone', seq mod 5000 / 100, 'AUD', 1 + seq mod 3,
      '2026-01-01' + interval seq second, '2026-01-01' + interval seq second from seq_1_to_${rows}`);
}

/** `mysql --quick`: it prints each row when it arrives, as the same JSON. */
function dump({ socket }: MariaDb): ChildProcess {
  const pairs = Object.keys(TABLE.columns).flatMap((name) => [`'${name}'`, name]);
  const sql = `select json_object(${pairs.join(", ")}) from video.transactions`;
  const args = [
    "--no-defaults",
    "--quick",
    "--batch",
    "--raw",
    "--skip-column-names",
    `--socket=${socket}`,
    "--user=root",
  ];
  return spawn("/usr/bin/mariadb", [...args, "-e", sql], { stdio: ["ignore", "ignore", "inherit"] });
}

function produce({ port, ca }: MariaDb): ChildProcess {
  const options = { host: "localhost", port, user: "bench", password: PASSWORD, ssl: { ca } };
  return spawn(process.execPath, ["--import", "tsx", READER, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** The producer tells its own time, without that in which Node starts. */
async function measure(child: ChildProcess): Promise<Run> {
  const begin = performance.now();
  const ended = once(child, "exit");
  let [said, peakBytes, isRunning] = ["", 0, true];
  child.stdout?.on("data", (data: Buffer) => {
    said += data.toString();
  });
  ended.then(
    () => {
      isRunning = false;
    },
    () => undefined,
  );
  while (isRunning) {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
    await Promise.race([ended, setTimeout(50)]);
  }
  const seconds = said === "" ? (performance.now() - begin) / 1000 : Number(said);
  if (child.exitCode !== 0) throw new Error(`${child.spawnfile} failed.`);
  return { seconds, peakBytes };
}

/** The most memory that a process has had, as Linux tells it. */
function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid ?? ""}/status`, "utf8")) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function fastest(runs: readonly Run[]): Run {
  return runs.reduce((one, other) => (other.seconds < one.seconds ? other : one));
}
