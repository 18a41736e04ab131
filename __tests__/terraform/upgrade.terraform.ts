import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { stackName } from "../../stacks/names.ts";
import { once } from "../stacks/synth.ts";
import { type Plan, planOver } from "./plan.ts";
import { withResponse } from "./provider/read-back.ts";
import { SWITCHED_OFF, taskSettingsReadBack } from "./provider/read-backs/task-settings.ts";
import { READ_BACKS } from "./provider/read-backs.ts";
import { type Provide, responding } from "./provider-in-use.ts";
import { type Stack, synthesiseShipped } from "./stacks.ts";
import { UPGRADE } from "./upgrade.ts";

/** An update of one of these types stops a running task, or is refused while the task runs. */
const REPLICATION = /^aws_dms_(endpoint|s3_endpoint|replication_task)\./;

/** Other responses of AWS for features of the task that are off; the table of read-backs has null. */
const TASK_RESPONSES: Readonly<Record<string, object>> = {
  "as they were sent": {},
  "without one of them": { ...SWITCHED_OFF, PostProcessingRules: undefined },
};

describe("the stacks of this repository, planned with the state of the release before", () => {
  const stacks = once(() => synthesiseShipped());

  for (const environment of ENVIRONMENTS) {
    const name = stackName(environment);
    it(`destroy, replace and move nothing, change no endpoint and no task, and change only what is listed: ${name}`, async () => {
      const changes = await changesOf(name);
      const addresses = changes.map(({ address }) => address);
      expect(changes.filter(({ action }) => action !== "create" && action !== "update")).to.deep.equal([]);
      expect(addresses.filter((address) => REPLICATION.test(address))).to.deep.equal([]);
      expect(
        changes.map(({ action, address }) => `${action} ${address.replace(/_[0-9A-F]{8}$/, "")}`).sort(),
      ).to.deep.equal([...(UPGRADE[name] ?? [])].sort());
    });
  }

  for (const [returned, replaced] of Object.entries(TASK_RESPONSES))
    for (const environment of ENVIRONMENTS) {
      const name = stackName(environment);
      it(`do not change the task if AWS returns its switched-off settings ${returned}: ${name}`, async () => {
        const settings = taskSettingsReadBack({ ...replaced });
        const readBacks = withResponse(READ_BACKS, ["aws_dms_replication_task", "replication_task_settings"], settings);
        const changes = await changesOf(name, responding(readBacks));
        expect(changes.filter(({ address }) => REPLICATION.test(address))).to.deep.equal([]);
      });
    }

  async function changesOf(name: string, provide?: Provide) {
    return changesIn(await planOver(stacks().get(name) as Stack, deployedState(name), provide));
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
