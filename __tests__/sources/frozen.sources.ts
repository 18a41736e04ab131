import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Connection } from "mysql2/promise";
import { runTime } from "../../functions/producer/producer.ts";
import { lockName } from "../../functions/producer/table-lock.ts";
import { until } from "../e2e/until.ts";
import { PASSWORD, type ProducerSource, startProducerSource, USER } from "./producer-source.ts";

const SCRIPT = fileURLToPath(new URL("hold-lock.ts", import.meta.url));
/** Seconds. */
const IDLE = 6;

describe("A producer that is stopped in the middle", function () {
  this.timeout(120_000);
  let source: ProducerSource;
  let root: Connection;
  let child: ChildProcess | undefined;
  before(async () => {
    source = await startProducerSource();
    root = await source.connect();
    await root.query("insert into videos (id) values (1)");
    while ((await one("select count(*) from videos")) < 4_096)
      await root.query("insert into videos (id) select id + (select max(id) from videos) from videos");
  });
  after(async () => {
    await root?.end();
    await source?.stop();
  });
  afterEach(() => {
    child?.kill("SIGKILL");
  });

  const one = async (sql: string) =>
    Object.values(((await root.query(sql))[0] as Record<string, number>[])[0] ?? {})[0] ?? 0;
  const isFree = async () => (await one(`select is_free_lock('${lockName("video", "videos")}')`)) === 1;

  async function start(reads: boolean, idle: number): Promise<ChildProcess> {
    const login = { host: "localhost", port: source.port, user: USER, password: PASSWORD, ssl: { ca: source.ca } };
    const args = ["--import", "tsx", SCRIPT, JSON.stringify({ ...login, idle, reads })];
    const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    child = started;
    await once(started.stdout, "data");
    expect(await isFree()).to.equal(false);
    return started;
  }

  for (const [when, reads] of [
    ["between two statements", false],
    ["while the server sends it rows", true],
  ] as const)
    it(`${when} loses the table's lock after the time that its session has, and not before`, async () => {
      const started = await start(reads, IDLE);
      started.kill("SIGSTOP");
      const stopped = Date.now();
      await until("the lock to be free", async () => (await isFree()) || undefined);
      // The server counts from before the stop; the other half is for a slow machine.
      expect(Date.now() - stopped).to.be.above((IDLE / 2) * 1_000);
    });

  it("loses it at once if it is killed", async () => {
    const started = await start(false, 3_600);
    started.kill("SIGKILL");
    await until("the lock to be free", async () => (await isFree()) || undefined);
  });

  it("has a minute more than the function, which ends reading two minutes before", () => {
    expect(runTime(1_000, 15 * 60_000)).to.deep.equal({ until: 1_000 + 13 * 60_000, idle: 16 * 60 });
  });
});
