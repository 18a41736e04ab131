import { runTask } from "./command/run.ts";
import { thisShell } from "./command/shell.ts";
import { SOURCES } from "./contracts/index.ts";
import { assertNoProblems } from "./contracts/problem.ts";
import { ENVIRONMENTS } from "./environments/environments.ts";
import { droppedStacks } from "./stacks/identities.ts";
import { makeApp, stacksOf } from "./stacks/make-app.ts";
import { readIdentities } from "./stacks/recorded-identities.ts";
import { lockFile, writeStackFiles } from "./stacks/stack-files.ts";

// Checks the contracts and the environments, then writes the Terraform JSON: in each environment the stacks of each of its pipelines.
process.exitCode = await runTask(() => {
  const app = makeApp({ sources: SOURCES, environments: ENVIRONMENTS });
  const stacks = stacksOf(app).map(({ node }) => node.id);
  assertNoProblems(droppedStacks(readIdentities(), stacks));
  app.synth();
  writeStackFiles(app.outdir, stacks, { sources: SOURCES, lock: lockFile() });
}, thisShell());
