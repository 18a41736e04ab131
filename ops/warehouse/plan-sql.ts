import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { compareMade } from "./compare.ts";
import { readersJson } from "./plan-json.ts";
import { showComparison } from "./show-plan.ts";
import { readSqlFolder, writeSqlFolder } from "./sql-folder.ts";

/** Writes the SQL as for an empty account; needs no login. */
export async function writeSql(session: Session, target: Target, directory: string): Promise<Result> {
  const files = await writeSqlFolder(session, target, directory);
  return {
    json: { environment: target.environment, database: target.snowflake.database, directory, files },
    ok: true,
    show: (out) => {
      out.print(`${directory} has the SQL of ${target.environment}: ${files.length} files.`);
      out.print("account.sql is for an administrator; all other .sql files run as the owner role, in their order.");
    },
  };
}

/** What changes against a folder that was written before; needs no login. */
export async function compareWithSql(session: Session, target: Target, directory: string): Promise<Result> {
  const before = await readSqlFolder(session, directory);
  const now = sqlFiles(target).flatMap(({ makes }) => makes);
  const found = compareMade(before, now);
  return {
    json: { ...found, readers: readersJson(found.readers) },
    ok: true,
    show: (out) => showComparison(found, out),
  };
}
