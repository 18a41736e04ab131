import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { MongoClient } from "mongodb";

/** A replica set on loopback, with its data in a temporary folder. */
export interface ReplicaSet {
  /** Connection string, of the administrator if it has logins. */
  readonly uri: string;
  /** Of each member, to ask it alone. The first is the primary; the second, if there is one, has the tag `use: analytics`. */
  readonly members: readonly string[];
  stop(): Promise<void>;
}

const SET = "rs0";
/**
 * Otherwise the oplog takes 5 % of the disk, and a checkpoint, behind which it is cut, comes once a minute.
 */
const SIZES = ["--oplogSize", "200", "--wiredTigerCacheSizeGB", "0.5", "--syncdelay", "1"];

const START_MS = 60_000;
const PAUSE_MS = 100;

/** The administrator of a replica set with logins. */
const ADMIN = { user: "admin", pwd: "admin" };

/**
 * Starts a real mongod, or two.
 * @param logins whether clients must log in
 * @throws Error if it is not installed: `npm run setup -- mongodb`
 */
export async function startReplicaSet({ members = 1, logins = false } = {}): Promise<ReplicaSet> {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-mongodb-"));
  const program = mongodProgram();
  const ports = await freePorts(members);
  const secured = logins ? ["--keyFile", makeKey(folder)] : [];
  const options = ["--replSet", SET, ...secured];
  const servers = ports.map((port) => startServer(program, join(folder, String(port)), port, options));
  const stop = async () => {
    await Promise.all(servers.map(end));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const hosts = ports.map((port) => `127.0.0.1:${port}`);
    await initiate(hosts, logins);
    const login = logins ? `${ADMIN.user}:${ADMIN.pwd}@` : "";
    return {
      uri: `mongodb://${login}${hosts.join(",")}/?replicaSet=${SET}`,
      members: hosts.map((host) => `mongodb://${host}/?directConnection=true`),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** In the wheel it is not executable. */
function mongodProgram(): string {
  const libraries = fileURLToPath(new URL("../../.venv/lib", import.meta.url));
  const [python] = readdirSync(libraries).filter((name) => name.startsWith("python3"));
  if (python === undefined) throw new Error("There is no mongod: npm run setup -- mongodb");
  const program = join(libraries, python, "site-packages/fiftyone/db/bin/mongod");
  chmodSync(program, 0o755);
  return program;
}

function startServer(program: string, data: string, port: number, options: readonly string[]): ChildProcess {
  mkdirSync(data);
  const own = ["--dbpath", data, "--port", String(port), "--bind_ip", "127.0.0.1", "--nounixsocket"];
  return spawn(program, [...own, ...options, ...SIZES, "--quiet"], { stdio: "ignore" });
}

/** With which members know each other; with it, clients must log in. */
function makeKey(folder: string): string {
  const file = join(folder, "key");
  writeFileSync(file, randomBytes(48).toString("base64"), { mode: 0o400 });
  return file;
}

async function initiate(hosts: readonly string[], logins: boolean): Promise<void> {
  const [first = "", ...others] = hosts;
  // A member that does not listen yet would make the set be refused.
  await Promise.all(others.map(answers));
  const client = connectTo(first);
  try {
    const members = hosts.map((host, id) =>
      id === 0 ? { _id: id, host } : { _id: id, host, priority: 0, tags: { use: "analytics" } },
    );
    await client.db("admin").command({ replSetInitiate: { _id: SET, members } });
    await until(async () => (await client.db("admin").command({ hello: 1 })).isWritablePrimary === true);
    // Without a login this is allowed once, from this machine.
    if (logins) {
      await client.db("admin").command({ createUser: ADMIN.user, pwd: ADMIN.pwd, roles: ["root"] });
      return;
    }
    // 2 is a secondary that can be read.
    await until(async () => {
      const status = (await client.db("admin").command({ replSetGetStatus: 1 })) as { members: { state: number }[] };
      return status.members.slice(1).every(({ state }) => state === 2);
    });
  } finally {
    await client.close();
  }
}

function connectTo(host: string): MongoClient {
  return new MongoClient(`mongodb://${host}/`, { directConnection: true, serverSelectionTimeoutMS: START_MS });
}

async function answers(host: string): Promise<void> {
  const client = connectTo(host);
  await client
    .db("admin")
    .command({ hello: 1 })
    .finally(() => client.close());
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error("The replica set did not start.");
    await setTimeout(PAUSE_MS);
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.kill("SIGKILL");
  await ended;
}

/** All at once, so that no two are the same. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  return await Promise.all(
    servers.map(async (server) => {
      await once(server, "listening");
      const { port } = server.address() as { port: number };
      server.close();
      await once(server, "close");
      return port;
    }),
  );
}
