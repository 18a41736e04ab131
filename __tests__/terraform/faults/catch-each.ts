import { expect } from "chai";
import { stackName } from "../../../stacks/names.ts";
import { ALL } from "../../stacks/fixtures.ts";
import { once, type Terraform } from "../../stacks/synth.ts";
import type { StackCheck } from "../checks/stack-check.ts";
import { type Stack, synthesise } from "../stacks.ts";
import { CHECKS, type Draft, type Fault } from "./fault.ts";

/** A test for each mistake: the check in the table catches it, and the checks before it do not. */
export function catchEach(faults: readonly Fault[]): void {
  const stacks = once(() => synthesise(ALL));

  for (const fault of faults) {
    it(`is caught by ${fault.caughtBy}: ${fault.mistake}`, async () => {
      const stack = broken(stacks().get(stackName(fault.in)) as Stack, fault);
      for (const [name, check] of Object.entries<StackCheck>(CHECKS)) {
        const wrong = await problems(check, stack, fault);
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

/** An error of Terraform counts as a problem, too. */
async function problems(check: StackCheck, stack: Stack, { in: environment }: Fault): Promise<string> {
  const wrong = await check({ stack, environment, environments: ALL }).catch((error: unknown) => [String(error)]);
  return wrong.join("\n");
}
