import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { stackName } from "../../stacks/names.ts";
import { networkStackName } from "../../stacks/network/names.ts";
import { runHere } from "../command/run-here.ts";

const PLAN = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] });

describe("npm run plan:task", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell task "));
    await writeFile(join(folder, "cdk.tf.json"), JSON.stringify({ provider: { aws: [] }, terraform: {} }));
    for (const stack of [...ENVIRONMENTS.map(stackName), ...ENVIRONMENTS.map(networkStackName), "nowhere"])
      await writeFile(join(folder, `${stack}.json`), PLAN);
  });
  after(() => rm(folder, { recursive: true }));

  const check = (...args: string[]) => runHere("review/plan-task.ts", args, { calledFrom: folder });

  it("allows the apply of every stack if nothing needs the task stopped, also without a pipeline", async () => {
    for (const stack of ENVIRONMENTS.map(stackName))
      expect(await check(`${stack}.json`), stack).to.deep.equal({
        status: 0,
        stdout: "Nothing in the plan needs the replication task stopped.\n",
        stderr: "",
      });
  });

  it("allows the apply of a stack without a task, such as a network", async () => {
    for (const stack of ENVIRONMENTS.map(networkStackName)) {
      const { status, stdout } = await check(`${stack}.json`);
      expect({ status, stdout }).to.deep.equal({ status: 0, stdout: `${stack} has no replication task.\n` });
    }
  });

  for (const [mistake, args] of [
    ["a stack that there is not", ["nowhere.json"]],
    ["a plan that there is not", ["missing.json"]],
    ["no plan", []],
  ] as const)
    it(`ends with 2, and no stack trace, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await check(...args);
      expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });
});
