import { expect } from "chai";
import { stackName } from "../../../stacks/names.ts";
import { ALL } from "../../stacks/fixtures.ts";
import { once, type Terraform } from "../../stacks/synth.ts";
import type { Net } from "../nets/net.ts";
import { type Stack, synthesise } from "../stacks.ts";
import { type Draft, type Fault, NETS } from "./fault.ts";

/** A test for each mistake: the net that the table names catches it, and those before that let it pass. */
export function catchEach(faults: readonly Fault[]): void {
  const stacks = once(() => synthesise(ALL));

  for (const fault of faults) {
    it(`is caught by ${fault.caughtBy}: ${fault.mistake}`, async () => {
      const stack = broken(stacks().get(stackName(fault.in)) as Stack, fault);
      for (const [name, net] of Object.entries<Net>(NETS)) {
        const wrong = await problems(net, stack, fault);
        if (name === fault.caughtBy) {
          expect(wrong).to.include(fault.says);
          return;
        }
        expect(wrong, name).to.equal("");
      }
    });
  }
}

function broken(stack: Stack, { make }: Fault): Stack {
  const draft = structuredClone(stack.json) as unknown as Draft;
  make(draft);
  return { ...stack, json: draft as unknown as Terraform };
}

/** What Terraform refuses to start with is as good as what it refuses. */
async function problems(net: Net, stack: Stack, { in: environment }: Fault): Promise<string> {
  const wrong = await net({ stack, environment, environments: ALL }).catch((error: unknown) => [String(error)]);
  return wrong.join("\n");
}
