import { type Command, Option } from "commander";
import { UserError } from "../../command/user-error.ts";
import { SYNC_ERRORS } from "../../functions/sync/sync-error.ts";
import type { Held, PlanEvent, SyncPlan } from "../../functions/sync/sync-event.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { readTime } from "../streams/time-option.ts";
import { chosenTables, openPostgres } from "./open-postgres.ts";
import { runExecution } from "./run-execution.ts";

interface Options {
  readonly full?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly auto?: boolean;
  readonly table?: readonly string[];
  readonly json?: boolean;
}

export function addSync(ops: Command, session: Session, report: Report): void {
  ops
    .command("sync")
    .description("load batches that are exported into PostgreSQL, and publish them")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .addOption(new Option("--auto", "what is not published yet (the default)").conflicts(["full", "from", "to"]))
    .addOption(new Option("--full", "the newest full batch of each table").conflicts(["from", "to"]))
    .option("--from <time>", "batches that were triggered at this time or later, such as 2026-11-27T10:00:00Z")
    .option("--to <time>", "and before this one")
    .option("--table <name...>", "only these tables")
    .action(async (stack: string, options: Options) => report(await sync(session, stack, options), options));
}

async function sync(session: Session, name: string, options: Options): Promise<Result> {
  const mode = modeOf(options);
  const stacks = await openPostgres(session, name);
  const { table: names } = options;
  const tables = names === undefined ? {} : { tables: chosenTables(session, stacks, names) };
  const { status = "FAILED", error, output } = await runExecution(session, stacks, "sync", { ...mode, ...tables });
  const { plan } = JSON.parse(output ?? "{}") as Output;
  const held = plan?.answer.held ?? [];
  return {
    json: { stack: stacks.id, status, error: error ?? null, held },
    ok: status === "SUCCEEDED",
    show: (out) => {
      out.print(
        status === "SUCCEEDED" ? `${stacks.id}: the tables are up to date.` : `${stacks.id}: ${failure(status, error)}`,
      );
      for (const { table, why } of held) out.print(`  ${table}: ${HELD[why]}`);
    },
  };
}

/** The part of the state machine's output that is read: `stacks/snowflake-to-postgres/constructs/sync-definition.ts`. */
interface Output {
  readonly plan?: { readonly answer: Pick<SyncPlan, "held"> };
}

const HELD: Readonly<Record<Held, string>> = {
  NO_FULL_BATCH: "it has no full batch yet",
  ROLLED_BACK: "held, because it was taken back to the batch before; a newer full batch ends that",
  COLUMNS_DIFFER: "a batch has other columns than the contract: export it in full, after `ops warehouse apply`",
  MANIFEST_UNREADABLE: "a manifest can't be read, or does not say what one says: export it again",
};

function failure(status: string, error: string | undefined): string {
  const [code, remedy] = Object.entries(SYNC_ERRORS).find(([each]) => each === error) ?? [];
  return code === undefined ? `it ended as ${status}; the execution says why.` : `${code}. ${remedy}`;
}

function modeOf({ full, from, to }: Options): Omit<PlanEvent, "step"> {
  if (full === true) return { mode: "full" };
  if (from === undefined && to === undefined) return { mode: "auto" };
  if (from === undefined || to === undefined) throw new UserError("Write both --from and --to.");
  const window = { from: iso("--from", from), to: iso("--to", to) };
  if (window.from >= window.to) throw new UserError("--from must be before --to.");
  return { mode: "window", ...window };
}

function iso(option: string, text: string): string {
  readTime(option, text);
  return new Date(text).toISOString();
}
