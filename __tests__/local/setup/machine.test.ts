import { join } from "node:path";
import { expect } from "chai";
import { thisMachine } from "../../../local/setup/machine.ts";

describe("This machine", () => {
  const { run, root } = thisMachine();

  it("runs a program in the repository, and keeps its exit code and what it prints", async () => {
    const program = 'console.log(process.cwd()); console.error("problem"); process.exitCode = 7';
    const { code, stdout, stderr } = await run([process.execPath, "-e", program]);
    expect({ code, stderr }).to.deep.equal({ code: 7, stderr: "problem\n" });
    expect(join(stdout.trim(), "/")).to.equal(root);
  });

  it("gives the exit code of a shell if a signal has ended the program", async () => {
    const { code } = await run([process.execPath, "-e", 'process.kill(process.pid, "SIGKILL")']);
    expect(code).to.equal(137);
  });

  it("gives no exit code if there is no such program", async () => {
    expect(await run(["clearwell-has-no-such-program"])).to.deep.equal({ code: undefined, stdout: "", stderr: "" });
  });
});
