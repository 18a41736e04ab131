import type { ListedTable } from "../../contracts/listed-tables-of.ts";
import type { Login } from "../../functions/shared/source/login.ts";
import { checkDatabase } from "../../functions/source-columns/check-database.ts";
import type { CheckedDatabase } from "../../functions/source-columns/environment.ts";

/** What the function says of a source, each finding as `code where: problem`. */
export async function check(
  name: string,
  database: CheckedDatabase,
  listed: Readonly<Record<string, ListedTable>>,
  login: Login,
) {
  const { findings, unlisted } = await checkDatabase(name, database, listed, () => Promise.resolve(login));
  return { found: findings.map(({ code, where, problem }) => `${code} ${where}: ${problem}`), unlisted };
}
