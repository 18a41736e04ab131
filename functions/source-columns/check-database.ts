import type { ListedTable } from "../../contracts/listed-tables-of.ts";
import { kindOf } from "../shared/error-kind.ts";
import type { ReadLogin } from "../shared/source/login.ts";
import { Unreachable } from "../shared/source/unreachable.ts";
import type { Catalog } from "./catalog.ts";
import { compareTable, unlistedColumns } from "./compare-table.ts";
import type { CheckedDatabase } from "./environment.ts";
import { finding } from "./finding.ts";
import { openMysql } from "./mysql/open-mysql.ts";
import { openPostgres } from "./postgres/open-postgres.ts";
import type { DatabaseReport } from "./report.ts";

type Listed = Readonly<Record<string, ListedTable>>;

/** Compares a source with its contract. A source that can't be read is a finding, too. */
export async function checkDatabase(
  name: string,
  database: CheckedDatabase,
  listed: Listed,
  readLogin: ReadLogin,
): Promise<DatabaseReport> {
  try {
    const login = await readLogin(database);
    const open = database.engine === "mysql" ? openMysql : openPostgres;
    return await compare(name, await open(name, database, login), replicated(listed, database));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    return { findings: [finding("SOURCE_UNREACHABLE", name, error.message)], unlisted: null };
  }
}

async function compare(name: string, catalog: Catalog, listed: Listed): Promise<DatabaseReport> {
  try {
    const tables = Object.entries(listed);
    const names = Object.keys(listed);
    const seen = await catalog.tables(names);
    const requirements = await catalog.requirements(names);
    return {
      findings: [
        ...requirements,
        ...tables.flatMap(([table, each]) => compareTable(`${name}/${table}`, each, seen.get(table))),
      ],
      unlisted: tables.flatMap(([table, each]) =>
        unlistedColumns(each, seen.get(table)).map((column) => `${table}.${column}`),
      ),
    };
  } catch (error) {
    throw new Unreachable(`its catalog can't be read: ${kindOf(error)}`, { cause: error });
  } finally {
    // The answer does not depend on it, and a broken connection is closed.
    await catalog.close().catch(() => undefined);
  }
}

function replicated(listed: Listed, { tables }: CheckedDatabase): Listed {
  return tables === undefined
    ? listed
    : Object.fromEntries(Object.entries(listed).filter(([name]) => tables.includes(name)));
}
