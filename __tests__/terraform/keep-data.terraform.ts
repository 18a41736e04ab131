import { expect } from "chai";
import { stackName } from "../../stacks/names.ts";
import { ALL, PRIMARY, SECOND } from "../stacks/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { addressesIn } from "./addresses.ts";
import { byAction, type Plan, planOf } from "./plan.ts";
import { type Stack, synthesise } from "./stacks.ts";
import { withWorkspace } from "./workspace.ts";

describe("switching DMS off with Terraform", () => {
  const on = once(() => synthesise(ALL).get(stackName(SECOND)) as Stack);
  const off = once(() => {
    const all = ALL.map((each) => (each === SECOND ? { ...each, deployDms: false } : each));
    return synthesise(all).get(stackName(SECOND)) as Stack;
  });

  it("forgets what the stack lists as removed, destroys the rest, and leaves an empty state", async () => {
    await withWorkspace({ stacks: [on(), off()] }, async ({ must, put }) => {
      await must("apply", "-auto-approve", "-no-color");
      put(off());
      await must("plan", "-out=plan", "-no-color");
      const plan = JSON.parse(await must("show", "-json", "plan")) as Plan;
      const { forget = [], delete: destroyed = [], ...others } = byAction(plan);
      expect(others).to.deep.equal({});
      expect(forget).to.deep.equal(
        off()
          .json.removed?.map(({ from }) => from)
          .sort(),
      );
      expect([...forget, ...destroyed].sort()).to.deep.equal(addressesIn(on()));

      const said = await must("apply", "-no-color", "plan");
      expect(said).to.include(`Resources: 0 added, 0 changed, ${destroyed.length} destroyed.`);
      expect(await must("state", "list")).to.equal("");
    });
  });

  it("does nothing the second time, or if there never was a pipeline", async () => {
    expect(byAction(await planOf(off(), off()))).to.deep.equal({});
  });
});

describe("a CLEAN bucket that is managed elsewhere from now on", () => {
  const elsewhere = { ...PRIMARY.cleanBucket, create: false };
  const created = once(() => synthesise(ALL).get(stackName(PRIMARY)) as Stack);
  const left = once(() => {
    const all = ALL.map(({ snowpipeSqsArn: _none, ...each }) => ({ ...each, cleanBucket: elsewhere }));
    return synthesise(all).get(stackName(PRIMARY)) as Stack;
  });

  it("leaves Terraform's state with its settings, and nothing is destroyed", async () => {
    const { "no-op": _, ...changes } = byAction(await planOf(left(), created()));
    expect(Object.keys(changes)).to.deep.equal(["forget"]);
    const shared = addressesIn(created()).filter((address) => /\.(clean-bucket|snowpipe-hook)_/.test(address));
    expect(shared).to.have.length.above(6);
    expect(changes.forget).to.have.members(shared);
  });
});
