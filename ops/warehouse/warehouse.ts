import type { Command } from "commander";
import { exitCodes } from "../../command/exit-code.ts";
import type { Report } from "../result.ts";
import type { Session } from "../session.ts";
import { addCheck } from "./check/check.ts";
import { addErase } from "./erase.ts";
import { addApply, addPlan } from "./plan-and-apply.ts";
import { addRefresh } from "./refresh.ts";
import { addRotateSecret } from "./rotate-secret.ts";
import { addRun } from "./run.ts";

export function addWarehouse(ops: Command, session: Session, report: Report): void {
  const warehouse = ops
    .command("warehouse")
    .description("Snowflake: plan, apply and check its SQL, refresh pipes, erase a person")
    .addHelpText("after", exitCodes("all well", "it failed or something is wrong"));
  for (const add of [addPlan, addApply, addRun, addCheck, addRefresh, addErase, addRotateSecret])
    add(warehouse, session, report);
  for (const command of warehouse.commands) command.option("--json", "one JSON document on standard output");
}
