import { Command } from "commander";
import { EXIT, Exit, exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { explainAwsError } from "./aws-error.ts";
import { addCost } from "./cost/cost.ts";
import { addDrift } from "./drift/drift.ts";
import { addFailures } from "./failures/failures.ts";
import { addImage } from "./image/image.ts";
import { addOrder } from "./order.ts";
import { addEvents } from "./postgres/events.ts";
import { addExport } from "./postgres/export.ts";
import { addLoad } from "./postgres/load.ts";
import { addPublish } from "./postgres/publish.ts";
import { addSync } from "./postgres/sync.ts";
import { addTables } from "./postgres/tables.ts";
import { addPreview } from "./preview/preview.ts";
import { addRedshift } from "./redshift/access/redshift.ts";
import { addReplay } from "./replay/replay.ts";
import { print, type Report } from "./result.ts";
import type { Session } from "./session.ts";
import { addReload } from "./start/reload.ts";
import { addStart } from "./start/start.ts";
import { addStatus } from "./status/status.ts";
import { addStop } from "./stop.ts";
import { addBackfill } from "./streams/backfill.ts";
import { addSource } from "./streams/source.ts";
import { addWatermark } from "./streams/watermark.ts";
import { explainSnowflakeError } from "./warehouse/explain.ts";
import { addWarehouse } from "./warehouse/warehouse.ts";

/**
 * Runs an operator's command.
 * @returns the exit code
 * @throws only errors that are bugs in this program
 */
export function run(args: readonly string[], session: Session): Promise<number> {
  return runCommand(program(session), args, session, {
    explain: (error) => explainSnowflakeError(error) ?? explainAwsError(error),
  });
}

function program(session: Session): Command {
  const report: Report = (result, { json = false }) => {
    print(result, json, session);
    if (!result.ok) throw new Exit(EXIT.failed);
  };
  const ops = new Command("npm run -s ops --")
    .description("Operate a stack: <environment>-<region>, as environments/ names it.")
    .addHelpText("after", exitCodes("all well", "it failed or something is wrong"));
  for (const add of [
    addStart,
    addReload,
    addStop,
    addStatus,
    addFailures,
    addReplay,
    addDrift,
    addPreview,
    addWatermark,
    addBackfill,
    addSource,
    addLoad,
    addExport,
    addSync,
    addPublish,
    addTables,
    addEvents,
    addCost,
    addOrder,
  ])
    add(ops, session, report);
  for (const command of ops.commands) command.option("--json", "one JSON document on standard output");
  // Their commands have the option themselves.
  addImage(ops, session, report);
  addRedshift(ops, session, report);
  addWarehouse(ops, session, report);
  return ops;
}
