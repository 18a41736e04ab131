import { expect } from "chai";
import { Command } from "commander";
import pc from "picocolors";
import { EXIT, Exit } from "../../command/exit-code.ts";
import { runCommand, runTask } from "../../command/run.ts";
import { ReaderGone, type Terminal } from "../../command/terminal.ts";
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

  it("ends with 0 if nothing is wrong, and prints nothing by itself", async () => {
    expect(await runTask(() => "done", { out, err })).to.equal(EXIT.ok);
    expect(printed).to.deep.equal([]);
  });

  it("prints a mistake of the user without a stack trace, and ends with its exit code", async () => {
    expect(await failing(new UserError("wrong"))).to.equal(2);
    expect(await failing(new UserError("failed", 1))).to.equal(1);
    expect(printed).to.deep.equal(["err: wrong", "err: failed"]);
  });

  it("prints all problems at once, and ends with 1", async () => {
    expect(await failing(new ProblemsFound([{ where: "here", problem: "wrong", remedy: "mend it" }]))).to.equal(1);
    expect(printed).to.deep.equal(["err: 1 problem\n\nhere\n  problem: wrong\n  remedy:  mend it"]);
  });

  it("ends with the exit code that it chose, after it has printed why", async () => {
    expect(await failing(new Exit(7))).to.equal(7);
    expect(printed).to.deep.equal([]);
  });

  it("ends as if by SIGPIPE when its reader is gone, on standard error too", async () => {
    expect(await failing(new ReaderGone())).to.equal(141);
    const gone = terminal(() => {
      throw new ReaderGone();
    });
    const task = () => {
      throw new UserError("nobody reads this");
    };
    expect(await runTask(task, { out, err: gone })).to.equal(141);
    expect(printed).to.deep.equal([]);
  });

  it("puts a library's error into the user's words where they are known", async () => {
    const explain = (error: unknown) => (error === "known" ? new UserError("log in", 1) : undefined);
    expect(await failing("known", { explain })).to.equal(1);
    expect(printed).to.deep.equal(["err: log in"]);
  });

  it("throws a defect of its own, whose stack trace is needed", async () => {
    const defect = new TypeError("undefined is not a function");
    expect(await failing(defect, { explain: () => undefined }).catch((error: unknown) => error)).to.equal(defect);
  });

  it("says how it is called where it was called the wrong way, subcommands too, and ends with 2", async () => {
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
