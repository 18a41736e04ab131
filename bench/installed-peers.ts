import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { PYTHON } from "./build-peers.ts";
import type { Peer } from "./peers.ts";

const MODULES = new URL("../node_modules/", import.meta.url);

export interface InstalledPeer extends Peer {
  /** Of the library or program; undefined if the peer uses only Node and our own code. */
  readonly version: string | undefined;
}

/** Finds the peers that this machine can run; some are programs that must be installed. */
export async function findInstalled(peers: readonly Peer[]): Promise<{ installed: InstalledPeer[]; missing: Peer[] }> {
  const installed: InstalledPeer[] = [];
  const missing: Peer[] = [];
  for (const peer of peers) {
    try {
      installed.push({ ...peer, version: await versionOf(peer) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      missing.push(peer);
    }
  }
  return { installed, missing };
}

async function versionOf(peer: Peer): Promise<string | undefined> {
  if (peer.wheel !== undefined) return wheelVersion(peer.wheel);
  // A peer that only starts a program is written in Python, too.
  if (peer.file.endsWith(".py")) await programVersion("python3");
  if (peer.program !== undefined) return programVersion(peer.program);
  if (peer.package === undefined) return undefined;
  const manifest = await readFile(new URL(`${peer.package}/package.json`, MODULES), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

/** @throws an error with the code ENOENT if the environment or the package is not there */
async function wheelVersion(wheel: string): Promise<string | undefined> {
  const find = `import importlib.metadata as m; print(*(d.version for d in m.distributions(name="${wheel}")))`;
  const { stdout } = await promisify(execFile)(PYTHON, ["-c", find]);
  if (stdout.trim() === "") throw Object.assign(new Error(`${wheel} is not installed.`), { code: "ENOENT" });
  return stdout.trim();
}

async function programVersion(program: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)(program, ["--version"]);
  return /\d+(\.\d+)+/.exec(stdout)?.[0];
}
