import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { ENVIRONMENTS } from "../../stacks/environments.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL, ALLOW_LIST, PRIMARY, WITH_OPTIONS } from "../stacks/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { secondPlan } from "./checks/second-plan.ts";
import { type Stack, synthesise } from "./stacks.ts";

describe("a second plan right after the apply, with the responses of AWS", () => {
  isEmpty("every shipped stack", ENVIRONMENTS, EXPECTED_FIELDS_FOR_ANALYTICS);
  isEmpty("every stack of the tests' own environments", ALL, ALLOW_LIST);
  isEmpty("a stack with every setting that may be absent", [PRIMARY, WITH_OPTIONS], ALLOW_LIST);
});

function isEmpty(title: string, environments: readonly Environment[], allowList: AllowList): void {
  describe(title, () => {
    const stacks = once(() => synthesise(environments, allowList));
    for (const environment of environments) {
      const name = stackName(environment);
      it(`has no change: ${name}`, async () => {
        const wrong = await secondPlan({ stack: stacks().get(name) as Stack, environment, environments });
        expect(wrong).to.deep.equal([]);
      });
    }
  });
}
