import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import { tablesOf } from "../../stacks/snowflake-to-postgres/tables.ts";
import { checkAccount, findPostgres } from "../open-stack.ts";
import type { Session } from "../session.ts";
import { type PostgresStacks, postgresStacksIn } from "../stacks.ts";

/** The stacks that a user names, after checking the account of the credentials. @throws UserError if they are not of snowflake-to-postgres */
export async function openPostgres(session: Session, name: string): Promise<PostgresStacks> {
  const stacks = findPostgres(session, name);
  if (stacks === undefined) {
    const names = postgresStacksIn(session.environments).map(({ id }) => id);
    throw new UserError(
      `${name} is not a deployment of snowflake-to-postgres.${didYouMean(name, names)} There are: ${names.join(", ") || "none"}.`,
    );
  }
  await checkAccount(session, stacks);
  return stacks;
}

/** The tables that a user names, without their database or with it. @throws UserError if one is not exported */
export function chosenTables(
  session: Session,
  { environment }: PostgresStacks,
  names: readonly string[],
): readonly string[] {
  const all = tablesOf(environment, session.sources).map(({ name }) => name);
  return names.map((name) => {
    const table = name.replace(`${environment.database}.`, "");
    if (all.includes(table)) return table;
    throw new UserError(`There is no table "${name}".${didYouMean(table, all)} Tables: ${all.join(", ")}.`);
  });
}
