import { runTask } from "./command/run.ts";
import { thisShell } from "./command/shell.ts";
import { checkSources } from "./contracts/check-sources.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS, SOURCES } from "./contracts/index.ts";
import { assertNoProblems } from "./contracts/problem.ts";
import { checkDatabases } from "./stacks/checks/check-databases.ts";
import { ENVIRONMENTS } from "./stacks/environments.ts";
import { makeApp } from "./stacks/make-app.ts";
import { stackName } from "./stacks/names.ts";
import { lockFile, writeStackFiles } from "./stacks/stack-files.ts";

// Checks the allow-list and the environments, then writes the Terraform JSON: one stack per environment and region.
process.exitCode = await runTask(() => {
  assertNoProblems([...checkSources(SOURCES), ...checkDatabases(ENVIRONMENTS, SOURCES)]);
  const allowList = EXPECTED_FIELDS_FOR_ANALYTICS;
  const app = makeApp({ allowList, environments: ENVIRONMENTS });
  app.synth();
  writeStackFiles(app.outdir, ENVIRONMENTS.map(stackName), { allowList, lock: lockFile() });
}, thisShell());
