import { setTimeout } from "node:timers/promises";
import { thisShell } from "../command/shell.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { run } from "./run.ts";

/** A region that does not answer is an error, not a command that hangs. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

process.exitCode = await run(process.argv.slice(2), {
  ...thisShell(),
  environments: ENVIRONMENTS,
  allowList: EXPECTED_FIELDS_FOR_ANALYTICS,
  aws: (Client, region) => new Client({ region, requestHandler: TIMEOUTS }),
  now: () => new Date(),
  wait: (milliseconds) => setTimeout(milliseconds),
});
