import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { ENVIRONMENTS } from "../../stacks/environments.ts";
import { ALL, ALLOW_LIST } from "../stacks/fixtures.ts";
import { synthAll } from "../stacks/synth.ts";
import { wrongValues } from "./nets/enums.ts";

// Without Terraform, for it can't see them either: they live in the provider's code.
describe("each value that AWS takes from a set", () => {
  it("is in the SDK's enum, in every stack", () => {
    const stacks = [...synthAll(ENVIRONMENTS, EXPECTED_FIELDS_FOR_ANALYTICS), ...synthAll(ALL, ALLOW_LIST)];
    for (const [name, json] of stacks) expect(wrongValues(json), name).to.deep.equal([]);
  });
});
