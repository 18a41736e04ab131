import { runTask } from "./command/run.ts";
import { thisShell } from "./command/shell.ts";
import { SOURCES } from "./contracts/index.ts";
import { ENVIRONMENTS } from "./environments/environments.ts";
import { makeApp, stacksOf } from "./stacks/make-app.ts";
import { lockFile, writeStackFiles } from "./stacks/stack-files.ts";

// Checks the contracts and the environments, then writes the Terraform JSON: in each environment the stacks of each of its pipelines.
process.exitCode = await runTask(() => {
  const app = makeApp({ sources: SOURCES, environments: ENVIRONMENTS });
  app.synth();
  const stacks = stacksOf(app).map(({ node }) => node.id);
  writeStackFiles(app.outdir, stacks, { sources: SOURCES, lock: lockFile() });
}, thisShell());
