import { runTask } from "./command/run.ts";
import { thisShell } from "./command/shell.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "./contracts/index.ts";
import { ENVIRONMENTS } from "./stacks/environments.ts";
import { makeApp } from "./stacks/make-app.ts";
import { stackName } from "./stacks/names.ts";
import { lockFile, writeStackFiles } from "./stacks/stack-files.ts";

// Checks the allow-list and the environments, then writes the Terraform JSON: one stack per environment and region.
process.exitCode = await runTask(() => {
  const allowList = EXPECTED_FIELDS_FOR_ANALYTICS;
  const app = makeApp({ allowList, environments: ENVIRONMENTS });
  app.synth();
  writeStackFiles(app.outdir, ENVIRONMENTS.map(stackName), { allowList, lock: lockFile() });
}, thisShell());
