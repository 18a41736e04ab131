import { isPrimary } from "../../../stacks/mongodb-to-snowflake/primary.ts";
import type { Terraform } from "../../stacks/synth.ts";
import { appliedAsserts, plannedAsserts, sharedAsserts } from "../asserts.ts";
import { allFound } from "../provider/data-sources.ts";
import { schemaOf } from "../provider-in-use.ts";
import type { Stack } from "../stacks.ts";
import { testFile } from "../test-file.ts";
import { withWorkspace } from "../workspace.ts";
import type { StackCheck, Subject } from "./stack-check.ts";

/** Checks the asserts with `terraform test`, which plans and applies with a mocked provider. */
export const mockedTest: StackCheck = async ({ stack, ...rest }) => {
  // Without DMS there are no resources to assert on.
  if (!rest.environment.deployDms) return [];
  return withWorkspace({ stacks: [unguarded(stack)], provide: rest.provide }, async ({ write, run }) => {
    write("stack.tftest.hcl", testOf({ stack, ...rest }));
    const { status, stdout, stderr } = await run("test", "-no-color");
    return status === 0 && stdout.includes("2 passed, 0 failed") ? [] : [`${stdout}${stderr}`];
  });
};

function testOf({ stack, environment, environments }: Subject): string {
  const types = schemaOf([stack]).resources;
  const second = { alias: environment.cleanBucket.region, region: environment.cleanBucket.region };
  return testFile({
    types,
    found: allFound(stack.json, stack.deployed ?? []),
    mocks: [{ region: environment.region }, ...(isPrimary(environment) ? [second] : [])],
    plan: [...plannedAsserts(stack, environment), ...sharedAsserts(stack, environment, environments)],
    apply: appliedAsserts(stack, environment, types),
  });
}

/** Terraform destroys the resources of a test, so `prevent_destroy` must be off here: `destroy-protection.ts` checks it. */
function unguarded(stack: Stack): Stack {
  const json = JSON.stringify(stack.json, (key, value: unknown) => (key === "prevent_destroy" ? false : value));
  return { ...stack, json: JSON.parse(json) as Terraform };
}
