import { setTimeout } from "node:timers/promises";
import { thisShell } from "../command/shell.ts";
import { SOURCES } from "../contracts/index.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { awsClients } from "./aws-clients.ts";
import { runProgram } from "./program.ts";
import { run } from "./run.ts";
import { connect } from "./warehouse/connect.ts";
import { dbtVariables, runDbt } from "./warehouse/dbt.ts";
import { dbtEnvironment, dbtKeySource, keySource } from "./warehouse/environment.ts";
import { privateKey } from "./warehouse/private-key.ts";

const shell = thisShell();

process.exitCode = await run(process.argv.slice(2), {
  ...shell,
  environments: ENVIRONMENTS,
  sources: SOURCES,
  aws: awsClients,
  snowflake: async (settings) => connect(settings, { privateKey: await privateKey(keySource(), awsClients) }),
  dbt: async (target, args) =>
    runDbt(args, dbtEnvironment(dbtVariables(target, await privateKey(dbtKeySource(), awsClients))), (line) =>
      shell.err.print(line),
    ),
  program: runProgram,
  now: () => new Date(),
  wait: (milliseconds) => setTimeout(milliseconds),
});
