import { expect } from "chai";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL } from "../stacks/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { createdResources } from "./checks/created-resources.ts";
import { destroyProtection } from "./checks/destroy-protection.ts";
import { mockedTest } from "./checks/mocked-test.ts";
import type { StackCheck } from "./checks/stack-check.ts";
import { switchingOff } from "./checks/switching-off.ts";
import { validate } from "./checks/validate.ts";
import { type Provide, realIfFetched, schemaOnly } from "./provider-in-use.ts";
import { type Stack, synthesise, synthesiseShipped } from "./stacks.ts";

const IS_SOUND: Readonly<Record<string, StackCheck>> = {
  "is valid": validate,
  "has exactly the resources that are switched on": createdResources,
  "passes terraform test with a mocked provider": mockedTest,
};

/** Checks that depend on the code more than on an environment. */
const KEEPS_DATA: Readonly<Record<string, StackCheck>> = {
  "can't be destroyed if data is protected": destroyProtection,
  "keeps protected data if DMS is switched off": switchingOff,
};

describe("every stack of this repository", () => {
  const synthesised = () => synthesiseShipped();
  checkEach({
    environments: mongodbToSnowflakeIn(ENVIRONMENTS),
    synthesised,
    checks: IS_SOUND,
    provide: realIfFetched,
  });
});

describe("every stack of the tests' own environments", () => {
  const checks = { ...IS_SOUND, ...KEEPS_DATA };
  checkEach({ environments: ALL, synthesised: () => synthesise(ALL), checks, provide: schemaOnly });
});

interface Checked {
  readonly environments: readonly MongodbToSnowflake[];
  readonly synthesised: () => Map<string, Stack>;
  readonly checks: Readonly<Record<string, StackCheck>>;
  readonly provide: Provide;
}

function checkEach({ environments, synthesised, checks, provide }: Checked): void {
  const stacks = once(synthesised);
  for (const environment of environments) {
    const name = stackName(environment);
    for (const [title, check] of Object.entries(checks)) {
      it(`${title}: ${name}`, async () => {
        const wrong = await check({ stack: stacks().get(name) as Stack, environment, environments, provide });
        expect(wrong.join("\n")).to.equal("");
      });
    }
  }
}
