import { CLEAN_BUCKET_REGION } from "../../../stacks/names.ts";
import { isPrimary } from "../../../stacks/primary.ts";
import type { Terraform } from "../../stacks/synth.ts";
import { appliedAsserts, plannedAsserts, sharedAsserts } from "../asserts.ts";
import { allFound } from "../provider/data-sources.ts";
import { schemaOf } from "../provider-in-use.ts";
import type { Stack } from "../stacks.ts";
import { testFile } from "../test-file.ts";
import { withWorkspace } from "../workspace.ts";
import type { Net, Subject } from "./net.ts";

/** Whether the asserts hold in `terraform test`, which plans and applies with a mocked provider. */
export const mockedTest: Net = async ({ stack, ...rest }) => {
  // There is nothing to refer to.
  if (!rest.environment.deployDms) return [];
  return withWorkspace({ stacks: [unguarded(stack)], provide: rest.provide }, async ({ write, run }) => {
    write("stack.tftest.hcl", testOf({ stack, ...rest }));
    const { status, stdout, stderr } = await run("test", "-no-color");
    return status === 0 && stdout.includes("2 passed, 0 failed") ? [] : [`${stdout}${stderr}`];
  });
};

function testOf({ stack, environment, environments }: Subject): string {
  const types = schemaOf([stack]).resources;
  const second = { alias: CLEAN_BUCKET_REGION, region: CLEAN_BUCKET_REGION };
  return testFile({
    types,
    found: allFound(stack.json, stack.beside ?? []),
    mocks: [{ region: environment.region }, ...(isPrimary(environment) ? [second] : [])],
    plan: [...plannedAsserts(stack, environment), ...sharedAsserts(stack, environment, environments)],
    apply: appliedAsserts(stack, environment, types),
  });
}

/** Terraform takes down what a test has made, and so may not be told to keep it: `guards.ts` looks at that. */
function unguarded(stack: Stack): Stack {
  const json = JSON.stringify(stack.json, (key, value: unknown) => (key === "prevent_destroy" ? false : value));
  return { ...stack, json: JSON.parse(json) as Terraform };
}
