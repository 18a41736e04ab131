import { ENVIRONMENTS } from "../stacks/environments.ts";
import { stackName } from "../stacks/names.ts";
import { isPrimary } from "../stacks/primary.ts";

/** For workflows: a job for each stack, the primary one's before the others'. */
const stacks = ENVIRONMENTS.map((environment) => ({
  stack: stackName(environment),
  environment: environment.environment,
  region: environment.region,
  primary: isPrimary(environment),
}));

process.stdout.write(`${JSON.stringify(stacks)}\n`);
