import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A running stand-in for Snowflake. */
export interface Standin {
  /** `accessUrl` of snowflake-sdk's connections. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The Python for which `npm run setup -- snowflake` installs fakesnow and sqlfluff. */
export const PYTHON = fileURLToPath(new URL("../../.venv/bin/python", import.meta.url));
const SERVER = fileURLToPath(new URL("standin/server.py", import.meta.url));

/**
 * Starts a stand-in that knows no object and listens on a free port of 127.0.0.1. It ends with this process, even if that crashes.
 * @param buckets folders that stand for S3's buckets: `s3://bucket/key` is the file `key` in the folder
 */
export async function startStandin(buckets: Readonly<Record<string, string>> = {}): Promise<Standin> {
  // It ends when its standard input does. Bytecode stays out of the repository.
  const server = spawn(PYTHON, ["-B", SERVER, JSON.stringify(buckets)], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "exit");
  const lines = createInterface(server.stdout);
  const url = await Promise.race([once(lines, "line").then(([line]) => String(line)), ended.then(() => undefined)]);
  if (url === undefined) throw new Error("The stand-in for Snowflake did not start; its error is above.");
  const stop = async () => {
    server.stdin.end();
    await ended;
  };
  return { url, stop };
}
