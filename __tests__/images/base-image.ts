import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const NODE = realpathSync(".lambda-node/node_modules/.bin/node");

/**
 * Fills a folder from which an image is built that takes the place of the base image, which only its registry has: Node from npm where the
 * base has it, with the libraries of this machine that it is linked to, and nothing else. So the tests see neither the base's digest nor its
 * version of Node and of the C library.
 */
export function fillBaseFolder(folder: string): void {
  copy(NODE, join(folder, "nodejs/bin/node"));
  // libstdc++ is also what DuckDB needs.
  const linked = execFileSync("ldd", [NODE], { encoding: "utf8" });
  for (const [, library = ""] of linked.matchAll(/(\/\S+) \(0x/g)) copy(library, join(folder, library));
  // Everybody may write to it, as in the base.
  mkdirSync(join(folder, "tmp"));
  chmodSync(join(folder, "tmp"), 0o1777);
  writeFileSync(join(folder, "Containerfile"), "FROM scratch\nCOPY . /\n");
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
