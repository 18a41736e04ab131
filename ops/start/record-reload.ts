import { UserError } from "../../command/user-error.ts";
import { dmsTime, recordLoads } from "../../warehouse/snowflake/loads.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Session } from "../session.ts";
import type { Stack } from "../stacks.ts";
import { SnowflakeError } from "../warehouse/connection.ts";
import { said } from "../warehouse/explain.ts";

/** The clocks of this machine and of DMS may differ by so much. An earlier beginning loses no row. */
const CLOCKS_MS = 60 * 1000;

type Loaded = readonly { readonly database: string; readonly collection: string }[];

/**
 * Writes into Snowflake that a reload of all collections or tables begins, before it does: a reload brings no deletes, so what it does
 * not bring is no longer current once it is complete. If Snowflake can't be reached, the reload goes on, and somebody has to run the
 * statement. A reload of single collections is not written: the task runs, so deletes arrive, and its rows may have the time at which
 * the task was started, so nothing could tell them from older ones.
 */
export async function recordReload(session: Session, stack: Stack, loaded: Loaded): Promise<void> {
  if (stack.environment.snowflake === undefined || loaded.length === 0) return;
  const { reason, statement } = await tellSnowflake(session, stack, loaded);
  if (reason === undefined) return;
  const { yellow } = session.err.colors;
  session.err.print(yellow(`  Snowflake does not know of this reload: ${reason}`));
  session.err.print(`  Run this there, or ${deletedRows(stack)} that were deleted meanwhile stay:\n${statement};`);
}

/**
 * The same for single tables of a relational source, while the task runs. DMS may give their rows the time at which the task was started;
 * dbt takes the beginning that is written here instead. So without it nothing is reloaded.
 * @throws UserError if it can't be written
 */
export async function recordTableReload(session: Session, stack: Stack, loaded: Loaded): Promise<void> {
  if (stack.pipeline !== "relational-to-snowflake" || stack.environment.snowflake?.account === undefined) return;
  const { reason } = await tellSnowflake(session, stack, loaded);
  if (reason === undefined) return;
  throw new UserError(`Nothing is reloaded, because Snowflake could not be told of it first: ${reason}`, 1);
}

async function tellSnowflake(
  session: Session,
  { id, environment }: Stack,
  loaded: Loaded,
): Promise<{ readonly statement: string; readonly reason: string | undefined }> {
  const snowflake = snowflakeIn(environment);
  const startedAt = dmsTime(new Date(session.now().getTime() - CLOCKS_MS));
  const loads = loaded.map(({ database, collection }) => ({ stack: id, database, collection, startedAt }));
  const statement = recordLoads({ snowflake }, loads);
  const isKnown = snowflake.account !== undefined;
  return {
    statement,
    reason: isKnown ? await write(session, snowflake, statement) : "the settings name no account",
  };
}

function deletedRows({ pipeline }: Stack): string {
  return pipeline === "mongodb-to-snowflake" ? "documents" : "rows";
}

/** @returns why it could not be written; undefined if it was */
async function write(
  session: Session,
  snowflake: ReturnType<typeof snowflakeIn>,
  statement: string,
): Promise<string | undefined> {
  try {
    const warehouse = await session.snowflake(snowflake);
    await warehouse.query(statement).finally(() => warehouse.end());
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    if (error instanceof SnowflakeError) return said(error);
    throw error;
  }
}
