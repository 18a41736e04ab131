import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import type { Environment } from "../../stacks/environment.ts";
import { ENVIRONMENTS } from "../../stacks/environments.ts";
import { stackName } from "../../stacks/names.ts";
import { ALL, ALLOW_LIST } from "../stacks/fixtures.ts";
import { once } from "../stacks/synth.ts";
import { gates } from "./nets/gates.ts";
import { guards } from "./nets/guards.ts";
import { lettingGo } from "./nets/letting-go.ts";
import { mockedTest } from "./nets/mocked-test.ts";
import type { Net } from "./nets/net.ts";
import { validate } from "./nets/validate.ts";
import { best, type Provide, schemaOnly } from "./provider-in-use.ts";
import { type Stack, synthesise } from "./stacks.ts";

const IS_SOUND: Readonly<Record<string, Net>> = {
  "is valid": validate,
  "has what is switched on, and nothing else": gates,
  "passes terraform test with a mocked provider": mockedTest,
};

/** What depends on the code more than on an environment. */
const KEEPS_DATA: Readonly<Record<string, Net>> = {
  "can't be destroyed where it is protected": guards,
  "lets go of protected data when DMS is switched off": lettingGo,
};

describe("every shipped stack", () => {
  const synthesised = () => synthesise(ENVIRONMENTS, EXPECTED_FIELDS_FOR_ANALYTICS);
  look({ environments: ENVIRONMENTS, synthesised, nets: IS_SOUND, provide: best });
});

describe("every stack of the tests' own environments", () => {
  const nets = { ...IS_SOUND, ...KEEPS_DATA };
  look({ environments: ALL, synthesised: () => synthesise(ALL, ALLOW_LIST), nets, provide: schemaOnly });
});

interface Look {
  readonly environments: readonly Environment[];
  readonly synthesised: () => Map<string, Stack>;
  readonly nets: Readonly<Record<string, Net>>;
  readonly provide: Provide;
}

function look({ environments, synthesised, nets, provide }: Look): void {
  const stacks = once(synthesised);
  for (const environment of environments) {
    const name = stackName(environment);
    for (const [title, net] of Object.entries(nets)) {
      it(`${title}: ${name}`, async () => {
        const wrong = await net({ stack: stacks().get(name) as Stack, environment, environments, provide });
        expect(wrong.join("\n")).to.equal("");
      });
    }
  }
}
