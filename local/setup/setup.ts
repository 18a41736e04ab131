import { thisShell } from "../../command/shell.ts";
import { PIPELINES } from "../pipelines.ts";
import { CHECKS } from "./checks.ts";
import { thisMachine } from "./machine.ts";
import { run } from "./run.ts";

process.exitCode = await run(process.argv.slice(2), {
  ...thisShell(),
  machine: thisMachine(),
  pipelines: PIPELINES,
  checks: CHECKS,
});
