import { setTimeout } from "node:timers/promises";
import { thisShell } from "../command/shell.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { awsClients } from "./aws-clients.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), {
  ...thisShell(),
  environments: ENVIRONMENTS,
  allowList: EXPECTED_FIELDS_FOR_ANALYTICS,
  aws: awsClients,
  now: () => new Date(),
  wait: (milliseconds) => setTimeout(milliseconds),
});
