import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UserError } from "../../command/user-error.ts";
import { prepareOutputFolder } from "../../local/output-folder.ts";

describe("the output folder", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const refusal = (path: string): Promise<unknown> =>
    prepareOutputFolder(path).then(
      () => expect.fail("it should have been refused"),
      (error: unknown) => error,
    );

  it("is made with all that leads to it, and emptied the next time", async () => {
    const path = join(folder, "a/b/c");
    await prepareOutputFolder(path);
    await writeFile(join(path, "of-the-first-run"), "");
    await prepareOutputFolder(path);
    expect(await readdir(path)).to.deep.equal([".clearwell-output"]);
  });

  it("is refused where it can't be made, as the user's mistake", async () => {
    await writeFile(join(folder, "file"), "");
    for (const path of [join(folder, "file"), join(folder, "file/below")]) {
      const error = await refusal(path);
      expect(error).to.be.instanceOf(UserError).and.to.include({ exitCode: 2 });
      expect((error as Error).message).to.match(/can't be the output folder: E[A-Z]+\. Name another one/);
    }
  });

  // Root may write anywhere but there; other systems have no such folder, and nobody may make it.
  it("is refused below a folder that takes nothing, and does not try for ever", async () => {
    for (const path of ["/proc/clearwell", "/proc/clearwell/below", "/sys/clearwell"])
      if (process.platform === "linux") expect(await refusal(path)).to.be.instanceOf(UserError);
  });
});
