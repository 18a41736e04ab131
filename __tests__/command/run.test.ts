import { expect } from "chai";
import { Command } from "commander";
import pc from "picocolors";
import { EXIT, Exit } from "../../command/exit-code.ts";
import { runCommand, runTask } from "../../command/run.ts";
import { BrokenPipe, type Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import { ProblemsFound } from "../../contracts/problem.ts";

describe("A command", () => {
  const printed: string[] = [];
  const out = terminal((text) => void printed.push(`out: ${text}`));
  const err = terminal((text) => void printed.push(`err: ${text}`));
  beforeEach(() => void printed.splice(0));

  const failing = (error: unknown, options = {}) =>
    runTask(
      () => {
        throw error;
      },
      { out, err },
      options,
    );

  it("exits with 0 if nothing is wrong, and prints nothing by itself", async () => {
    expect(await runTask(() => "done", { out, err })).to.equal(EXIT.ok);
    expect(printed).to.deep.equal([]);
  });

  it("prints a user's mistake without a stack trace, and exits with the mistake's exit code", async () => {
    expect(await failing(new UserError("wrong"))).to.equal(2);
    expect(await failing(new UserError("failed", 1))).to.equal(1);
    expect(printed).to.deep.equal(["err: wrong", "err: failed"]);
  });

  it("prints all problems at once, and exits with 1", async () => {
    expect(await failing(new ProblemsFound([{ where: "here", problem: "wrong", remedy: "mend it" }]))).to.equal(1);
    expect(printed).to.deep.equal(["err: 1 problem\n\nhere\n  problem: wrong\n  remedy:  mend it"]);
  });

  it("exits with the code of an Exit, and prints nothing more", async () => {
    expect(await failing(new Exit(7))).to.equal(7);
    expect(printed).to.deep.equal([]);
  });

  it("exits as after SIGPIPE if its pipe is broken, the pipe of standard error too", async () => {
    expect(await failing(new BrokenPipe())).to.equal(141);
    const broken = terminal(() => {
      throw new BrokenPipe();
    });
    const task = () => {
      throw new UserError("nobody reads this");
    };
    expect(await runTask(task, { out, err: broken })).to.equal(141);
    expect(printed).to.deep.equal([]);
  });

  it("explains a library's error if it is known", async () => {
    const explain = (error: unknown) => (error === "known" ? new UserError("log in", 1) : undefined);
    expect(await failing("known", { explain })).to.equal(1);
    expect(printed).to.deep.equal(["err: log in"]);
  });

  it("throws an error that is a defect, so that its stack trace is printed", async () => {
    const defect = new TypeError("undefined is not a function");
    expect(await failing(defect, { explain: () => undefined }).catch((error: unknown) => error)).to.equal(defect);
  });

  it("points to --help and exits with 2 if it was called the wrong way, as a subcommand too", async () => {
    const command = new Command("it").option("--depth <n>");
    command.command("dig").option("--deep");
    expect(await runCommand(command, ["dig", "--depe"], { out, err })).to.equal(2);
    expect(printed).to.deep.equal([
      "err: error: unknown option '--depe'\n(Did you mean --deep?)",
      "err: (--help shows how it is called)",
    ]);
    expect(await runCommand(command, ["--help"], { out, err })).to.equal(0);
    expect(printed.at(-1)).to.match(/^out: Usage: it/);
  });

  it("may have another exit code for wrong usage", async () => {
    expect(await runCommand(new Command("it"), ["--what"], { out, err }, { wrongUsage: 1 })).to.equal(1);
    expect(await failing(new UserError("wrong"), { wrongUsage: 1 })).to.equal(1);
  });
});

function terminal(print: (text: string) => void): Terminal {
  const nothing = () => undefined;
  return { colors: pc.createColors(false), print, progress: () => ({ step: nothing, reach: nothing, end: nothing }) };
}
