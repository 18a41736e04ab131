import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../command/user-error.ts";
import { startLambda } from "../../local/lambda.ts";

/** Logs its event, then does what the event says. */
const BUNDLE = `
  import { writeSync } from "node:fs";
  export async function handler({ does }) {
    console.log(JSON.stringify({ does }));
    if (does === "throws") throw new Error("thrown");
    // As V8 does, but at once: really running out of memory takes half a minute.
    if (does === "fills its memory") writeSync(2, "\\nFATAL ERROR: JavaScript heap out of memory\\n 1: 0xb0 node\\n");
    if (does === "returns") return { a: ["list", "of", "words"] };
    if (does !== "works") process.kill(process.pid, "SIGKILL");
  }`;

describe("The function, run on this machine", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function start(code: string) {
    const bundle = join(folder, "index.mjs");
    await writeFile(bundle, code);
    return startLambda({ name: "f", region: "us-west-2", bundle, variables: {} }, "http://127.0.0.1:9");
  }

  async function invokeEach(...events: string[]) {
    const lambda = await start(BUNDLE);
    const errors: (string | undefined)[] = [];
    for (const does of events) errors.push((await lambda.invoke({ does })).error?.errorMessage);
    const log = (await lambda.close()).split("\n").filter((line) => line.startsWith("{"));
    return { errors, logged: log.map((line) => (JSON.parse(line) as { does: string }).does) };
  }

  it("fails with the message of the error that the handler throws", async () => {
    const { errors, logged } = await invokeEach("works", "throws", "works");
    expect(errors).to.deep.equal([undefined, "thrown", undefined]);
    expect(logged).to.deep.equal(["works", "throws", "works"]);
  });

  it("returns what the handler returned, with the memory and the processor time that it took", async () => {
    const lambda = await start(BUNDLE);
    const results = [await lambda.invoke({ does: "works" }), await lambda.invoke({ does: "returns" })];
    await lambda.close();
    expect(results.map(({ result }) => result)).to.deep.equal([undefined, { a: ["list", "of", "words"] }]);
    for (const { maxMemoryMb, processorMs } of results) {
      expect(maxMemoryMb).to.be.within(10, 1000);
      expect(processorMs).to.be.within(0, 60_000);
    }
  });

  it("fails only the events during which its process ended, and keeps the whole log", async () => {
    const { errors, logged } = await invokeEach("works", "is killed", "works", "fills its memory", "works");
    expect(errors.filter((error) => error === undefined)).to.have.lengthOf(3);
    expect(errors[1]).to.equal("the function's process ended with SIGKILL");
    expect(errors[3]).to.equal("the function's process ended with SIGKILL: JavaScript heap out of memory");
    expect(logged).to.deep.equal(["works", "is killed", "works", "fills its memory", "works"]);
  });

  it("is reported as the user's mistake, without our stack trace, if it can't start", async () => {
    const failure = await start('throw new Error("a broken bundle")').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(UserError).and.to.include({ exitCode: 1 });
    expect((failure as Error).message).to.match(/^Before its first event, the function's process ended with code 1\./);
    expect((failure as Error).message).to.include("a broken bundle");
  });
});
