import { setTimeout } from "node:timers/promises";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../stacks/environments.ts";
import { run } from "./run.ts";
import { terminal } from "./terminal.ts";

const NO_COLOR = Boolean(process.env.NO_COLOR);

/** What a shell reports of a command that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** A region that does not answer is an error, not a command that hangs. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

// A progress bar hides it.
const SHOW_CURSOR = "\u001B[?25h";
process.once("SIGINT", () => {
  if (process.stderr.isTTY) process.stderr.write(SHOW_CURSOR);
  process.exit(INTERRUPTED);
});

process.exitCode = await run(process.argv.slice(2), {
  environments: ENVIRONMENTS,
  allowList: EXPECTED_FIELDS_FOR_ANALYTICS,
  aws: (Client, region) => new Client({ region, requestHandler: TIMEOUTS }),
  out: terminal(process.stdout, NO_COLOR),
  err: terminal(process.stderr, NO_COLOR),
  now: () => new Date(),
  wait: (milliseconds) => setTimeout(milliseconds),
  // npm itself moves to the repository.
  calledFrom: process.env.INIT_CWD ?? process.cwd(),
});
