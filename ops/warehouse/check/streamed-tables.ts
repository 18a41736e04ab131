import { countKeys, findingsOf } from "../../../warehouse/snowflake/star/questions.ts";
import type { StreamedTable, Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { textIn, type Warehouse } from "../connection.ts";
import { type FoundValues, findingsIn } from "./rows.ts";

/** A table whose rows are streamed. */
export interface StreamedStatus {
  /** `video/customers` */
  readonly table: string;
  /** Rows of the source that are here, by their keys. */
  readonly rows: number;
  /** When the newest of them changed at the source, in UTC. Null if there is no row. */
  readonly newest: string | null;
  /** When the source last counted its rows, in UTC. Null if no control record has come. */
  readonly countedAt: string | null;
}

export async function countStreamed(
  warehouse: Warehouse,
  target: Target,
  source: StreamedTable,
): Promise<Checked<StreamedStatus>> {
  const [row] = await warehouse.query(countKeys(target, source));
  const countedAt = textIn(row?.COUNTED_AT) || null;
  const found = {
    table: nameOf(source),
    rows: Number(row?.KEY_COUNT ?? 0),
    newest: textIn(row?.NEWEST) || null,
    countedAt,
  };
  return { found, problems: row?.MISSING === true ? [missingControl(found)] : [] };
}

function missingControl({ table, countedAt }: StreamedStatus): StackProblem {
  return {
    where: table,
    problem:
      countedAt === null
        ? "the source has never counted its rows"
        : `the source has not counted its rows since ${countedAt}`,
    remedy: "see whether the producer runs, and whether its records arrive: npm run -s ops -- status",
  };
}

export async function checkStreamedValues(
  warehouse: Warehouse,
  target: Target,
  source: StreamedTable,
): Promise<Checked<readonly FoundValues[]>> {
  return findingsIn(await warehouse.query(findingsOf(target, source)), nameOf(source));
}

function nameOf({ database, name }: StreamedTable): string {
  return `${database}/${name}`;
}
