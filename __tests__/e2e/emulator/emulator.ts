import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { request } from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Endpoint } from "../aws.ts";
import { until } from "../until.ts";
import { PYTHON } from "./requirements.ts";

export interface Emulator extends Endpoint {
  /** Its log so far, with its functions' output. */
  log(): Promise<string>;
  /** Ends it and every function that it runs. */
  stop(): Promise<void>;
}

/** Ends the process group, with the functions' processes, when the emulator or its parent process ends for any reason. */
const RUN = '("$0" -m ministack; kill -9 0) & read -r _; kill -9 0';

/** Starts ministack on its own port, on loopback only, with a folder for its files. */
export async function startEmulator(): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-e2e-"));
  const logFile = join(folder, "emulator.log");
  const readLog = () => readFile(logFile, "utf8");
  const port = await freePort();
  const url = `https://127.0.0.1:${port}`;
  const output = openSync(logFile, "w");
  const options = { env: settings(folder, port), detached: true, stdio: ["pipe" as const, output, output] };
  const group = spawn("sh", ["-c", RUN, PYTHON], options);
  const ended = once(group, "exit");
  const stop = async () => {
    group.stdin?.end();
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  try {
    const isOver = () => group.exitCode !== null || group.signalCode !== null;
    const found = await until("the emulator to listen", async () => isOver() || (await readiness(url, folder)));
    if (found === true) throw new Error("The emulator exited.");
    return { url, ...found, log: readLog, stop };
  } catch (error) {
    const said = await readLog();
    await stop();
    throw new Error(`The emulator did not start. Its log:\n${said}`, { cause: error });
  }
}

/** Contains none of the developer's AWS settings, because functions inherit it. */
function settings(folder: string, port: number): Record<string, string> {
  return {
    // The functions run in the Node that runs the tests.
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: folder,
    TMPDIR: folder,
    S3_DATA_DIR: join(folder, "s3"),
    STATE_DIR: join(folder, "state"),
    BIND_HOST: "127.0.0.1",
    GATEWAY_PORT: String(port),
    // Without it the emulator ignores policies; without TLS the buckets refuse all requests.
    AUTH: "true",
    USE_SSL: "1",
    // Lambda waits a minute before it tries again, and two before the last time.
    LAMBDA_ASYNC_RETRY_BASE_SECONDS: "0.05",
    // Step Functions does the same.
    SFN_WAIT_SCALE: "0",
    // The tests' own process prints the AWS SDK's warning about its next version of Node.
    NODE_NO_WARNINGS: "1",
    IOT_MTLS_ENABLED: "0",
    SFTP_ENABLED: "0",
  };
}

/** Its certificate, after it has started. */
async function readiness(url: string, folder: string) {
  const certificateFile = join(folder, "ministack-tls/server.crt");
  const ca = await readFile(certificateFile, "utf8");
  const reply = request(`${url}/_ministack/ready`, { ca, agent: false }).end();
  const [{ statusCode }] = (await once(reply, "response")) as [{ statusCode: number }];
  reply.destroy();
  return statusCode === 200 ? { certificateFile, certificate: ca } : undefined;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
