import type { ListedTables } from "../../contracts/listed-tables-of.ts";
import type { ReadLogin } from "../shared/source/login.ts";
import { checkDatabase } from "./check-database.ts";
import type { SourceColumnsEnvironment } from "./environment.ts";
import type { SourceReport } from "./report.ts";

/** Compares every source of the stack with its contract, all at once. */
export async function checkSources(
  { databases }: Pick<SourceColumnsEnvironment, "databases">,
  listed: ListedTables,
  readLogin: ReadLogin,
): Promise<SourceReport> {
  const reports = await Promise.all(
    Object.entries(databases).map(
      async ([name, database]) => [name, await checkDatabase(name, database, listed[name] ?? {}, readLogin)] as const,
    ),
  );
  return { databases: Object.fromEntries(reports) };
}
