import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { dmsTime, recordLoads } from "../../warehouse/snowflake/loads.ts";
import { snowflakeIn } from "../../warehouse/snowflake/settings.ts";
import type { Session } from "../session.ts";
import { SnowflakeError } from "../warehouse/connection.ts";
import { said } from "../warehouse/explain.ts";

/** The clocks of this machine and of DMS may differ by so much. An earlier beginning loses no row. */
const CLOCKS_MS = 60 * 1000;

/**
 * Writes into Snowflake that a reload of all collections begins, before it does: a reload brings no deletes, so documents that it does
 * not bring are no longer current once it is complete. If Snowflake can't be reached, the reload goes on, and somebody has to run the
 * statement. A reload of single collections is not written: the task runs, so deletes arrive, and its rows may have the time at which
 * the task was started, so nothing could tell them from older ones.
 */
export async function recordReload(
  session: Session,
  environment: MongodbToSnowflake,
  collections: readonly { readonly database: string; readonly collection: string }[],
): Promise<void> {
  if (environment.snowflake === undefined || collections.length === 0) return;
  const snowflake = snowflakeIn(environment);
  const startedAt = dmsTime(new Date(session.now().getTime() - CLOCKS_MS));
  const stack = stackName(environment);
  const statement = recordLoads(
    { snowflake },
    collections.map(({ database, collection }) => ({ stack, database, collection, startedAt })),
  );
  const reason =
    snowflake.account === undefined ? "the settings name no account" : await write(session, snowflake, statement);
  if (reason === undefined) return;
  const { yellow } = session.err.colors;
  session.err.print(yellow(`  Snowflake does not know of this reload: ${reason}`));
  session.err.print(`  Run this there, or documents that were deleted meanwhile stay:\n${statement};`);
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
