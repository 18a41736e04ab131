import { readFileSync } from "node:fs";
import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { ENVIRONMENTS } from "../../stacks/environments.ts";
import { stackName } from "../../stacks/names.ts";
import { once } from "../stacks/synth.ts";
import { type Plan, planOver } from "./plan.ts";
import { type Stack, synthesise } from "./stacks.ts";
import { UPGRADE } from "./upgrade.ts";

/** An update of one of these stops a running task, or is refused while the task runs. */
const REPLICATION = /^aws_dms_(endpoint|s3_endpoint|replication_task)\./;

describe("the shipped stacks, planned over the state of the release before", () => {
  const stacks = once(() => synthesise(ENVIRONMENTS, EXPECTED_FIELDS_FOR_ANALYTICS));

  for (const environment of ENVIRONMENTS) {
    const name = stackName(environment);
    it(`destroy, replace and move nothing, touch no endpoint and no task, and change what is listed alone: ${name}`, async () => {
      const changes = changesIn(await planOver(stacks().get(name) as Stack, deployedState(name)));
      const addresses = changes.map(({ address }) => address);
      expect(changes.filter(({ action }) => action !== "create" && action !== "update")).to.deep.equal([]);
      expect(addresses.filter((address) => REPLICATION.test(address))).to.deep.equal([]);
      expect(changes.map(({ action, address }) => `${action} ${address}`).sort()).to.deep.equal(
        [...(UPGRADE[name] ?? [])].sort(),
      );
    });
  }
});

function deployedState(name: string): string {
  return readFileSync(new URL(`../deployed/state/${name}.json`, import.meta.url), "utf8");
}

function changesIn({ resource_changes: changes = [] }: Plan) {
  return changes
    .filter(({ change, previous_address: moved }) => change.actions.join() !== "no-op" || moved !== undefined)
    .map(({ address, change, previous_address: moved }) => ({
      address,
      action: moved === undefined ? change.actions.join() : "move",
    }));
}
