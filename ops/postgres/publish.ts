import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import type { WentBack } from "../../functions/sync/go-back.ts";
import { SYNC_ERRORS } from "../../functions/sync/sync-error.ts";
import type { PreviousEvent } from "../../functions/sync/sync-event.ts";
import { postgresName, ROLES } from "../../stacks/snowflake-to-postgres/names.ts";
import { askFunction } from "../ask-function.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { PostgresStacks } from "../stacks.ts";
import { chosenTables, openPostgres } from "./open-postgres.ts";

interface Options {
  readonly table: readonly string[];
  readonly json?: boolean;
}

export function addPublish(ops: Command, session: Session, report: Report): void {
  ops
    .command("publish")
    .description("show readers of PostgreSQL the full batch before again; then only a newer full batch is published")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .requiredOption("--previous", "the full batch before")
    .requiredOption("--table <name...>", "of these tables")
    .action(async (stack: string, options: Options) => report(await publishPrevious(session, stack, options), options));
}

async function publishPrevious(session: Session, name: string, options: Options): Promise<Result> {
  const stacks = await openPostgres(session, name);
  const tables = chosenTables(session, stacks, options.table);
  const done: WentBack[] = [];
  for (const table of tables) {
    session.err.print(`  ${table}`);
    done.push(await goBack(session, stacks, table));
  }
  return {
    json: { stack: stacks.id, tables: done },
    ok: true,
    show: (out) => {
      for (const { table, batch, from } of done)
        out.print(`${table}: readers see batch ${batch} again, instead of ${from}.`);
      out.print(
        `The schedule leaves these tables until a newer full batch is exported: ops export ${stacks.id} --full`,
      );
    },
  };
}

async function goBack(session: Session, { environment, id }: PostgresStacks, table: string): Promise<WentBack> {
  const FunctionName = postgresName(environment, ROLES.sync);
  const event: PreviousEvent = { step: "previous", table };
  const answer = await askFunction(session, environment.region, FunctionName, event);
  if (typeof answer === "object" && answer !== null && "batch" in answer) return answer as WentBack;
  throw new UserError(`${table} of ${id} is as it was: ${reason(answer)}`, 1);
}

/** The code and its remedy, and of the message only who holds the table: the function's own words, without a value. */
function reason(answer: unknown): string {
  const { errorType, errorMessage } = (answer ?? {}) as { errorType?: unknown; errorMessage?: unknown };
  const [code, remedy] = Object.entries(SYNC_ERRORS).find(([each]) => each === errorType) ?? [];
  if (code === undefined) return "the log of the function says why.";
  const held = /held by pid \d+, user [^,)]+, since [^)]+/.exec(String(errorMessage))?.[0];
  return `${code}${held === undefined ? "" : `, ${held}`}. ${remedy}`;
}
