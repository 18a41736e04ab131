import type { Command } from "commander";
import type { Report, Result } from "../../result.ts";
import type { Session } from "../../session.ts";
import { findPlace, withWarehouse } from "../open.ts";
import { checkEnvironment } from "./check-environment.ts";
import { showWarehouse } from "./show.ts";

export function addCheck(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("check")
    .description("pipes, load errors, rows, values, masks, shares and reloads; exits with 1 if something is wrong")
    .argument("<stack>", "such as production-us-west-2, or production")
    .action(async (name: string, options: { json?: boolean }) => report(await check(session, name), options));
}

async function check(session: Session, name: string): Promise<Result> {
  const { target } = findPlace(session, name);
  const status = await withWarehouse(session, target, (warehouse) => checkEnvironment(session, warehouse, target));
  const ok = status.problems.length === 0;
  return { json: { ok, at: session.now(), ...status }, ok, show: (out) => showWarehouse(status, session.now(), out) };
}
