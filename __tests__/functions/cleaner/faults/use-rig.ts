import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bundleFunction } from "../../../../functions/bundle-function.ts";
import { type Rig, startRig } from "../../../../local/rig/rig.ts";
import { type KnownFile, TICKETS, TICKETS_FOLDER, tickets } from "../../../../local/rig/tickets.ts";

const ONE_ATTEMPT: Readonly<Record<string, string>> = { AWS_MAX_ATTEMPTS: "1" };

const folder = mkdtempSync(join(tmpdir(), "clearwell-"));
let bundled: Promise<string> | undefined;
// Not in a hook: if files run in parallel, root hooks run after each file, and one process runs several files.
process.once("exit", () => rmSync(folder, { recursive: true }));

/** One bundle for all rigs, because making it takes longer than most tests. */
function sharedBundle(): Promise<string> {
  const bundle = join(folder, "index.mjs");
  bundled ??= bundleFunction("cleaner", bundle, TICKETS).then(() => bundle);
  return bundled;
}

let large: KnownFile | undefined;

/** A file whose CLEAN object has two parts. It is made on first use, because that takes a moment. */
export function largeFile(): KnownFile {
  large ??= tickets({ seed: 3, rows: 72, noteLength: 100_000 });
  return large;
}

/** The RAW key of a file of tickets. */
export function keyOf(name: string): string {
  return `${TICKETS_FOLDER}/${name}.csv.gz`;
}

/**
 * A rig for all tests of a `describe`. After each test it checks the promise: every RAW version has one CLEAN object or one failure
 * pointer, CLEAN has nothing else, and no upload is left unfinished.
 * @param variables of the processes; by default the S3 clients make one attempt at a request, so that tests are fast
 */
export function useRig({ processes = 2, variables = ONE_ATTEMPT } = {}): () => Rig {
  let rig: Rig | undefined;
  const get = (): Rig => rig ?? expect.fail("there is no rig outside of a test");
  before(async () => {
    rig = await startRig({ processes, variables, bundle: await sharedBundle() });
  });
  afterEach(() => {
    const { landing, s3, clear } = get();
    const { problems } = landing();
    const { uploadsInProgress } = s3;
    clear();
    expect({ problems, uploadsInProgress }).to.deep.equal({ problems: [], uploadsInProgress: 0 });
  });
  after(() => rig?.close());
  return get;
}

export function cleanBodies({ objects }: Rig["s3"]): Buffer[] {
  return [...objects].filter(([name]) => name.startsWith("clean/")).map(([, { body }]) => body);
}

/** The codes of all failure pointers, in the order of their messages. */
export function codes({ failures }: Rig): string[] {
  return failures.flatMap((record) => record.failures.map(({ code }) => code));
}
