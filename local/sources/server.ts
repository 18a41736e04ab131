import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** Who runs the servers: none starts as root. */
export const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A folder that the server's user owns. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "clearwell-source-"));
  if (NOBODY.uid !== undefined) chownSync(folder, NOBODY.uid, NOBODY.gid);
  return folder;
}

/** A running server, on loopback only. */
export interface Running {
  readonly port: number;
  stop(): Promise<void>;
}

/** One with a certificate. */
export interface Server extends Running {
  /** The CA of its certificate, which has the name `localhost` and no other at first. */
  readonly ca: string;
}

/** Runs a program of the server as its user, to its end. */
export function runAsServer(program: string, args: readonly string[], folder: string, input?: string): string {
  return execFileSync(program, [...args], {
    ...NOBODY,
    cwd: folder,
    env: { HOME: folder, TMPDIR: folder, PATH: "/usr/bin:/bin" },
    ...(input === undefined ? {} : { input }),
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  });
}

interface Start {
  readonly folder: string;
  readonly port: number;
  /** The time zone of its machine. Default: this one's. */
  readonly zone?: string | undefined;
  /** Throws as long as the server does not answer. */
  readonly answers: () => Promise<void>;
}

/** Starts a server with a certificate, and waits until it answers. */
export async function startServer(program: string, args: readonly string[], start: Start): Promise<Server> {
  const running = await startProgram(program, args, start);
  return { ...running, ca: readFileSync(join(start.folder, "ca.pem"), "utf8") };
}

/** Starts a server, and waits until it answers. Its folder is removed when it is stopped. */
export async function startProgram(
  program: string,
  args: readonly string[],
  { folder, port, zone, answers }: Start,
): Promise<Running> {
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const server = spawn(program, [...args], {
    ...NOBODY,
    cwd: folder,
    env: { HOME: folder, TMPDIR: folder, ...(zone === undefined ? {} : { TZ: zone }) },
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const stop = () => end(server, folder);
  try {
    await answered(answers, () => server.exitCode !== null);
    if (server.exitCode !== null) throw new Error(`${program} has ended.`);
    return { port, stop };
  } catch (error) {
    const said = readFileSync(log, "utf8");
    await stop();
    throw new Error(`${program} did not start. Its log:\n${said}`, { cause: error });
  }
}

/** Seconds that a server has to start. */
const TO_START = 60;

async function answered(answers: () => Promise<void>, hasEnded: () => boolean): Promise<void> {
  for (let left = TO_START * 20; !hasEnded(); left--) {
    try {
      await answers();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await setTimeout(50);
    }
  }
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  if (server.exitCode === null) {
    const ended = once(server, "exit");
    // PostgreSQL's fast shutdown: it does not wait for clients. MariaDB takes it as a stop, too.
    server.kill("SIGINT");
    server.kill("SIGTERM");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

const KEY = ["-newkey", "rsa:2048", "-nodes", "-days", "2"];

/** Makes the CA, `ca.pem`, and with it a certificate of the name `localhost`. */
export function makeCertificates(folder: string): void {
  openssl(folder, ["req", "-x509", ...KEY, "-subj", "/CN=test CA", "-keyout", "ca.key", "-out", "ca.pem"]);
  signCertificate(folder, "localhost");
}

/** Makes a certificate of that name, `server.pem`, and its key. A server reads them again when it is told to. */
export function signCertificate(folder: string, name: string): void {
  const extensions = [`subjectAltName=DNS:${name}`, "basicConstraints=critical,CA:FALSE"];
  openssl(folder, [
    ...["req", "-x509", ...KEY, "-subj", `/CN=${name}`, "-CA", "ca.pem", "-CAkey", "ca.key"],
    ...extensions.flatMap((extension) => ["-addext", extension]),
    ...["-keyout", "server.key", "-out", "server.pem"],
  ]);
  for (const file of ["ca.pem", "server.pem", "server.key"].map((each) => join(folder, each))) {
    chmodSync(file, 0o600);
    if (NOBODY.uid !== undefined) chownSync(file, NOBODY.uid, NOBODY.gid);
  }
}

function openssl(folder: string, args: readonly string[]): void {
  execFileSync("openssl", [...args], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
}

/** Ask as late as possible: until a server listens there, another program may take it. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
