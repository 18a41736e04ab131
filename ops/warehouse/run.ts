import type { Command } from "commander";
import { count } from "../../command/count.ts";
import { UserError } from "../../command/user-error.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Done } from "./apply.ts";
import { applyAll } from "./apply-all.ts";
import { assertDeclared } from "./assert-declared.ts";
import { checkLoads } from "./check/loads.ts";
import { type DbtCommand, dbtCommands, FORGET_RUN } from "./dbt.ts";
import { findPlace, withWarehouse } from "./open.ts";

interface Options {
  readonly yes?: boolean;
  readonly forget?: boolean;
  readonly json?: boolean;
}

export function addRun(warehouse: Command, session: Session, report: Report): void {
  warehouse
    .command("run")
    .description("of relational sources: apply, let dbt build and test, then rights and shares; for a schedule")
    .argument("<stack>", "such as production-us-west-2-relational-to-snowflake, or production")
    .option(
      "--yes",
      "also if it takes a mask away or removes something, as from a working tree that is known to be the newest",
    )
    .option(
      "--forget",
      "first forget a run that was killed; never while one is going on: both could append the same files",
    )
    .action(async (name: string, options: Options) => report(await run(session, name, options), options));
}

/** Rights and shares wait for dbt's models, not for its tests. dbt itself lets no second run begin. */
async function run(session: Session, name: string, { yes = false, forget = false }: Options): Promise<Result> {
  const { target } = findPlace(session, name);
  assertDeclared(session);
  if (target.lakes.length === 0) {
    throw new UserError(
      `${target.environment} has no relational sources, so there is nothing for dbt: warehouse apply does all.`,
    );
  }
  if (forget && (await session.dbt(target, FORGET_RUN)) !== 0) {
    throw new UserError("The run that was killed is not forgotten, so none has begun. What dbt said is above.", 1);
  }
  const { done: before } = await withWarehouse(session, target, (warehouse) =>
    applyAll(session, warehouse, target, { beforeDbt: true, yes }),
  );
  const failed = await build(session, target);
  if (failed.some((each) => each.name === "run")) return afterFailure(target, before, failed);
  return withWarehouse(session, target, async (warehouse) => {
    const { done: after } = await applyAll(session, warehouse, target, { yes: true });
    const { problems } = await checkLoads(session, warehouse, target);
    const applied = [...before.applied, ...after.applied];
    const removed = [...before.removed, ...after.removed];
    return {
      json: { environment: target.environment, applied, removed, failed, problems },
      ok: failed.length === 0,
      show: (out) => {
        out.print(
          `dbt has built ${target.environment}. ${applied.length === 0 ? "Nothing to apply" : `Applied ${count(applied.length, "file")}`}.`,
        );
        for (const each of removed) out.print(`Removed ${each}.`);
        for (const { where, problem } of problems) out.print(`${where}: ${problem}`);
        if (failed.length > 0) out.print(`${sayFailed(failed)} What its failures mean: docs/dbt.md.`);
      },
    };
  });
}

interface Failed extends Pick<DbtCommand, "name"> {
  /** dbt's exit code: 1 if a model or a test failed. */
  readonly code: number;
}

/** Tests also look at the tables whose models were made, if those of another were not. They don't begin if no model was tried. */
async function build(session: Session, target: Target): Promise<Failed[]> {
  const failed: Failed[] = [];
  for (const { name, args } of dbtCommands(target)) {
    const code = await session.dbt(target, args);
    if (code !== 0) failed.push({ name, code });
    if (name === "run" && code > 1) break;
  }
  return failed;
}

function sayFailed(failed: readonly Failed[]): string {
  const each = failed.map(({ name, code }) => `dbt ${name} failed (exit code ${code})`);
  return `${each.join(", ")}; what it said is above.`;
}

function afterFailure({ environment }: Target, { applied, removed }: Done, failed: readonly Failed[]): Result {
  return {
    json: { environment, applied, removed, failed },
    ok: false,
    show: (out) => {
      out.print(`${sayFailed(failed)} Rights on new views and shares are as they were.`);
      out.print("What its failures mean: docs/dbt.md.");
    },
  };
}
