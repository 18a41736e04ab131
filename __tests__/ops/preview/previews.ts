import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { operate } from "../operator.ts";

/** Previews of files in a folder that each test of a `describe` has for itself; AWS is out of reach. */
export function previews() {
  let folder: string;
  const file = "mongodb-data/legion/tickets/LOAD00000001.csv.gz";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-preview-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, body: Buffer | string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }

  function run(...args: string[]) {
    const aws = () => expect.fail("a preview of a file asks AWS nothing");
    return operate(["preview", ...args], "", { calledFrom: folder, aws });
  }

  /** @param content lines, or the file's bytes @returns what was said of it */
  async function preview(content: readonly string[] | Buffer, ...options: string[]) {
    write(file, Buffer.isBuffer(content) ? content : gzipSync(content.map((line) => `${line}\n`).join("")));
    return run(file, ...options);
  }

  const json = async (...args: Parameters<typeof preview>) => JSON.parse((await preview(...args, "--json")).out);

  return { folder: () => folder, file, write, run, preview, json };
}
