import pMap from "p-map";
import type { ListedTable, ListedTables } from "../../contracts/listed-tables-of.ts";
import { ADDED_BY_DMS } from "../../contracts/passthrough.ts";
import { shownName } from "../shared/shown-name.ts";
import { checkTable, type TableResult } from "./check-table.ts";
import { type Lake, listFolder } from "./lake.ts";
import type { LakeReport } from "./report.ts";

const TABLES_AT_ONCE = 4;

/**
 * Looks at the columns of the newest files of each table, and of all files that were written since. The tables are those that have a
 * folder in the lake, so that one which no contract lists is found too.
 * @throws an error of S3 if the lake can't be listed
 */
export async function checkLake(lake: Lake, listed: ListedTables, since: Date): Promise<LakeReport> {
  const databases = (await listFolder(lake, "")).folders;
  const folders = (await pMap(databases, async (each) => (await listFolder(lake, each)).folders)).flat();
  const results = await pMap(
    folders,
    async (folder): Promise<TableResult> => {
      const [database = "", table = ""] = folder.split("/");
      const contract = own(own(listed, database), table);
      return contract === undefined ? unlistedTable(folder) : checkTable(lake, folder, columnsOf(contract), since);
    },
    { concurrency: TABLES_AT_ONCE },
  );
  return {
    tables: folders.length,
    files: results.reduce((sum, { files }) => sum + files, 0),
    findings: results.flatMap(({ findings }) => findings),
  };
}

/** The columns that a file may have, as the source spells them. */
function columnsOf({ columns }: ListedTable): ReadonlySet<string> {
  return new Set([...Object.keys(columns), ...ADDED_BY_DMS]);
}

function unlistedTable(folder: string): TableResult {
  const table = shownName(folder.slice(0, -1));
  const none = { files: 0, key: null, columns: [], more: 0, cause: null };
  return { files: 0, findings: [{ code: "UNLISTED_TABLE", table, ...none }] };
}

/** A folder may be called `constructor`. */
function own<Value>(of: { readonly [name: string]: Value } | undefined, name: string): Value | undefined {
  return of !== undefined && Object.hasOwn(of, name) ? of[name] : undefined;
}
