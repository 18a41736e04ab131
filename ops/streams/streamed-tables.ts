import { UserError } from "../../command/user-error.ts";
import { databasesOf, type StreamedTable, tablesIn } from "../../stacks/mysql-to-snowflake/tables.ts";
import type { Session } from "../session.ts";
import type { StreamStack } from "../stacks.ts";

/** The tables that a stack reads, or those of one database. @throws UserError if the stack does not read the database that is named */
export function streamedTables(
  { sources }: Pick<Session, "sources">,
  { id, environment }: StreamStack,
  database?: string,
): readonly StreamedTable[] {
  const all = tablesIn(environment, sources);
  const chosen = all.filter((each) => database === undefined || each.database === database);
  if (chosen.length > 0) return chosen;
  throw new UserError(`${id} does not read ${database}. Its databases: ${databasesOf(environment).join(", ")}.`);
}

/** As logs, mails and commands name it: `video.transactions`. */
export function tableName({ database, table }: StreamedTable): string {
  return `${database}.${table}`;
}
