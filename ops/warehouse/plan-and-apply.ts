import { type Command, Option } from "commander";
import { count } from "../../command/count.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { applyAll } from "./apply-all.ts";
import { assertDeclared } from "./assert-declared.ts";
import { lookUp } from "./look-up.ts";
import { findPlace, withWarehouse } from "./open.ts";
import { planJson } from "./plan-json.ts";
import { compareWithSql, writeSql } from "./plan-sql.ts";
import { showKept, showPipes, showPlan, showWaiting } from "./show-plan.ts";

interface PlanOptions {
  readonly sql?: string;
  readonly against?: string;
  readonly all?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const SQL = "only write all files into this folder, as for an empty account; no login";

export function addPlan(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("plan")
    .description("what an apply would run, what it would remove, and what changes for readers")
    .argument("<stack>", "such as production-us-west-2, or production")
    .option("--sql <dir>", SQL)
    .addOption(new Option("--against <dir>", "what changes since --sql wrote this folder; no login").conflicts("sql"))
    .action(async (name: string, options: PlanOptions) => report(await plan(session, name, options), options));
}

export function addApply(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("apply")
    .description("run the SQL that changed, and remove what is no longer declared")
    .argument("<stack>", "such as production-us-west-2, or production")
    .addOption(new Option("--sql <dir>", SQL).conflicts("all"))
    .option("--all", "run all files, also unchanged ones, after something was changed by hand")
    .option("--yes", "also if it takes away masks, opens a share or removes what is no longer declared")
    .action(async (name: string, options: PlanOptions) => report(await apply(session, name, options), options));
}

async function plan(session: Session, name: string, { sql, against }: PlanOptions): Promise<Result> {
  const { target } = findPlace(session, name);
  assertDeclared(session);
  if (sql !== undefined) return writeSql(session, target, sql);
  if (against !== undefined) return compareWithSql(session, target, against);
  const { plan: planned } = await withWarehouse(session, target, (warehouse) => lookUp(warehouse, target));
  return {
    json: planJson(planned, target, name),
    ok: planned.pipes.length === 0,
    show: (out) => showPlan(planned, name, out),
  };
}

async function apply(session: Session, name: string, { sql, all = false, yes = false }: PlanOptions): Promise<Result> {
  const { target } = findPlace(session, name);
  assertDeclared(session);
  if (sql !== undefined) return writeSql(session, target, sql);
  return withWarehouse(session, target, async (warehouse) => {
    const { plan: planned, done } = await applyAll(session, warehouse, target, { all, yes });
    const { applied, statements, removed } = done;
    return {
      json: { ...planJson(planned, target, name), applied, statements, removed },
      ok: planned.pipes.length === 0,
      show: (out) => {
        out.print(
          applied.length === 0
            ? "Nothing to apply."
            : `Applied ${count(applied.length, "file")}, ${count(statements, "statement")}.`,
        );
        for (const each of removed) out.print(`Removed ${each}.`);
        showWaiting(planned, name, out);
        showKept(planned, out);
        showPipes(planned, name, out);
      },
    };
  });
}
