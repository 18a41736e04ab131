import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../command/user-error.ts";
import { startLambda } from "../../local/lambda.ts";

/** Does what its event says, and tells the event first. */
const BUNDLE = `
  import { writeSync } from "node:fs";
  export async function handler({ does }) {
    console.log(JSON.stringify({ does }));
    if (does === "throws") throw new Error("thrown");
    // As V8 does, but at once: to fill the memory for good takes half a minute.
    if (does === "fills its memory") writeSync(2, "\\nFATAL ERROR: JavaScript heap out of memory\\n 1: 0xb0 node\\n");
    if (does === "returns") return { what: ["it", "was", "told"] };
    if (does !== "works") process.kill(process.pid, "SIGKILL");
  }`;

describe("the function, run on this machine", () => {
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
    const answers: (string | undefined)[] = [];
    for (const does of events) answers.push((await lambda.invoke({ does })).error?.errorMessage);
    const log = (await lambda.close()).split("\n").filter((line) => line.startsWith("{"));
    return { answers, logged: log.map((line) => (JSON.parse(line) as { does: string }).does) };
  }

  it("answers with the message of what was thrown", async () => {
    const { answers, logged } = await invokeEach("works", "throws", "works");
    expect(answers).to.deep.equal([undefined, "thrown", undefined]);
    expect(logged).to.deep.equal(["works", "throws", "works"]);
  });

  it("answers with what the function returned, and with the memory and processor time that it took", async () => {
    const lambda = await start(BUNDLE);
    const answers = [await lambda.invoke({ does: "works" }), await lambda.invoke({ does: "returns" })];
    await lambda.close();
    expect(answers.map(({ result }) => result)).to.deep.equal([undefined, { what: ["it", "was", "told"] }]);
    for (const { maxMemoryMb, processorMs } of answers) {
      expect(maxMemoryMb).to.be.within(10, 1000);
      expect(processorMs).to.be.within(0, 60_000);
    }
  });

  it("fails no event but that in which its process died, and loses nothing of its log", async () => {
    const { answers, logged } = await invokeEach("works", "is killed", "works", "fills its memory", "works");
    expect(answers.filter((answer) => answer === undefined)).to.have.lengthOf(3);
    expect(answers[1]).to.equal("the function's process ended with SIGKILL");
    expect(answers[3]).to.equal("the function's process ended with SIGKILL: JavaScript heap out of memory");
    expect(logged).to.deep.equal(["works", "is killed", "works", "fills its memory", "works"]);
  });

  it("that can't start is no stack trace of ours", async () => {
    const failure = await start('throw new Error("a broken bundle")').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(UserError).and.to.include({ exitCode: 1 });
    expect((failure as Error).message).to.match(/^Before its first event, the function's process ended with code 1\./);
    expect((failure as Error).message).to.include("a broken bundle");
  });
});
