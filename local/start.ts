import { thisShell } from "../command/shell.ts";
import { DEFAULT_PIPELINE, PIPELINES } from "./pipelines.ts";
import { run } from "./run.ts";
import { thisMachine } from "./setup/machine.ts";

process.exitCode = await run(process.argv.slice(2), {
  ...thisShell(),
  machine: thisMachine(),
  pipelines: PIPELINES,
  byDefault: DEFAULT_PIPELINE,
});
