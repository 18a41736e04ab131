import { expect } from "chai";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL, PRIMARY, WITH_OPTIONS } from "../stacks/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { secondPlan } from "./checks/second-plan.ts";
import { type Stack, synthesise, synthesiseShipped } from "./stacks.ts";

describe("a second plan right after the apply, with the responses of AWS", () => {
  isEmpty("every shipped stack", mongodbToSnowflakeIn(ENVIRONMENTS), synthesiseShipped);
  for (const [title, environments] of Object.entries({
    "every stack of the tests' own environments": ALL,
    "a stack with every setting that may be absent": [PRIMARY, WITH_OPTIONS],
  }))
    isEmpty(title, environments, () => synthesise(environments));
});

function isEmpty(
  title: string,
  environments: readonly MongodbToSnowflake[],
  synthesised: () => Map<string, Stack>,
): void {
  describe(title, () => {
    const stacks = once(synthesised);
    for (const environment of environments) {
      const name = stackName(environment);
      it(`has no change: ${name}`, async () => {
        const wrong = await secondPlan({ stack: stacks().get(name) as Stack, environment, environments });
        expect(wrong).to.deep.equal([]);
      });
    }
  });
}
