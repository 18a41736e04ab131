import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../command/user-error.ts";
import { type OutputFolder, writeOutput } from "../../local/output-folder.ts";

describe("The output folder", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const nothing = () => Promise.resolve();
  const refusal = (path: string): Promise<unknown> =>
    writeOutput(path, nothing).then(
      () => expect.fail("it should have been refused"),
      (error: unknown) => error,
    );
  const writing = (name: string) => async (output: OutputFolder) => {
    await mkdir(output.clean);
    await writeFile(join(output.clean, name), name);
    return name;
  };

  it("is made with its parent folders, and the next run replaces its content", async () => {
    const path = join(folder, "a/b/c");
    const { result, folder: first } = await writeOutput(path, writing("first"));
    expect({ result, clean: await readdir(first.clean) }).to.deep.equal({ result: "first", clean: ["first"] });
    const { folder: second } = await writeOutput(path, writing("second"));
    expect(await readFile(join(second.clean, "second"), "utf8")).to.equal("second");
    expect(await readdir(path)).to.deep.equal([".clearwell-output", "clean"]);
    expect(await readdir(second.clean)).to.deep.equal(["second"]);
  });

  it("keeps the last result while the next run works, and if that run fails", async () => {
    const path = join(folder, "out");
    await writeOutput(path, writing("first"));
    const failure = new Error("no");
    const failing = writeOutput(path, async (output) => {
      await writing("second")(output);
      expect(await readdir(join(path, "clean"))).to.deep.equal(["first"]);
      throw failure;
    });
    expect(await failing.catch((error: unknown) => error)).to.equal(failure);
    expect(await readdir(path)).to.deep.equal([".clearwell-output", "clean"]);
    expect(await readdir(join(path, "clean"))).to.deep.equal(["first"]);
  });

  it("ignores what a killed run has left behind", async () => {
    const path = join(folder, "out");
    await writeOutput(path, writing("first"));
    await mkdir(join(path, ".unfinished/clean"), { recursive: true });
    await writeFile(join(path, ".unfinished/clean/half"), "");
    const { folder: output } = await writeOutput(path, writing("second"));
    expect(await readdir(output.clean)).to.deep.equal(["second"]);
  });

  it("is refused if it has other files, which are not touched", async () => {
    await writeFile(join(folder, "thesis.txt"), "irreplaceable");
    expect(await refusal(folder)).to.be.instanceOf(UserError);
    expect(await readdir(folder)).to.deep.equal(["thesis.txt"]);
  });

  it("is refused as the user's mistake if it can't be made", async () => {
    await writeFile(join(folder, "file"), "");
    for (const path of [join(folder, "file"), join(folder, "file/below")]) {
      const error = await refusal(path);
      expect(error).to.be.instanceOf(UserError).and.to.include({ exitCode: 2 });
      expect((error as Error).message).to.match(/can't be the output folder: E[A-Z]+\. Name another one/);
    }
  });

  // Root may write anywhere except in these folders. Other systems do not have them, and nobody may make them.
  it("is refused below a folder that can't be written to, and does not try for ever", async () => {
    for (const path of ["/proc/clearwell", "/proc/clearwell/below", "/sys/clearwell"])
      if (process.platform === "linux") expect(await refusal(path)).to.be.instanceOf(UserError);
  });
});
