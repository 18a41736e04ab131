import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { cleanAll } from "../../local/clean-all.ts";
import type { Deployment } from "../../local/deployment.ts";
import { writeOutput } from "../../local/output-folder.ts";

/** Logs each object as cleaned, but exits for one. */
const BUNDLE = `
  export async function handler({ Records: [{ s3 }] }) {
    if (s3.object.key === "bad.csv") process.exit(9);
    console.log(JSON.stringify({ message: "cleaned", rawKey: s3.object.key }));
  }`;

describe("Cleaning all objects", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("goes on with the next object if the function's process ends", async () => {
    const deployment = {
      functionName: "f",
      region: "us-west-2",
      variables: {},
      environment: { cleanBucket: "clean" },
      bundle: Buffer.from(BUNDLE),
    } as unknown as Deployment;
    const file = join(folder, "any.csv");
    await writeFile(file, "a\n");
    const objects = ["good.csv", "bad.csv", "better.csv"].map((key) => ({ key, file }));
    const done: string[] = [];
    const { result, folder: output } = await writeOutput(join(folder, "out"), (unfinished) =>
      cleanAll(objects, deployment, unfinished, ({ key }) => void done.push(key)),
    );
    const { cleaned, failed } = result;
    expect(cleaned.map(({ rawKey }) => rawKey)).to.deep.equal(["good.csv", "better.csv"]);
    expect(failed).to.deep.equal([{ rawKey: "bad.csv", error: "the function's process ended with code 9" }]);
    expect(done).to.deep.equal(["good.csv", "bad.csv", "better.csv"]);
    expect(await readFile(output.log, "utf8")).to.include("better.csv");
  });
});
