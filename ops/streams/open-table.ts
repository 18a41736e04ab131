import { UserError } from "../../command/user-error.ts";
import type { StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import { checkAccount, findStreams } from "../open-stack.ts";
import type { Session } from "../session.ts";
import type { StreamStack } from "../stacks.ts";
import { streamedTables, tableName } from "./streamed-tables.ts";

/** A table of a stack, as a user names them. */
export interface OpenTable {
  readonly stack: StreamStack;
  readonly table: StreamedTable;
}

/**
 * Finds a table, and checks that the credentials are for the stack's account.
 * @param name `video.transactions`; without the database if only one has such a table
 * @throws UserError
 */
export async function openTable(session: Session, stackName: string, name: string): Promise<OpenTable> {
  const stack = streamsNamed(session, stackName);
  const table = findTable(session, stack, name);
  await checkAccount(session, stack);
  return { stack, table };
}

/** @throws UserError if there is no such stack, or if it is of another pipeline */
export function streamsNamed(session: Session, name: string): StreamStack {
  const stack = findStreams(session, name);
  if (stack === undefined) throw new UserError(`There is no stack "${name}" of mysql-to-snowflake.`);
  return stack;
}

function findTable(session: Session, stack: StreamStack, name: string): StreamedTable {
  const all = streamedTables(session, stack);
  const found = all.filter((each) => tableName(each) === name || each.table === name);
  const [table, ...others] = found;
  if (table !== undefined && others.length === 0) return table;
  const names = (tables: readonly StreamedTable[]) => tables.map(tableName).join(", ");
  if (table !== undefined) throw new UserError(`More than one database has the table ${name}: ${names(found)}.`);
  throw new UserError(`${stack.id} does not read the table ${name}. Its tables: ${names(all)}.`);
}
