import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { assertSameKeys } from "./changed-keys.ts";
import type { Warehouse } from "./connection.ts";
import { droppedPipes } from "./dropped-pipes.ts";
import { type Ledger, readLedger } from "./ledger.ts";
import { assertStreams } from "./missing-streams.ts";
import { missingViews, viewsOfDbt } from "./missing-views.ts";
import { changedPipes, makePlan, type Plan } from "./plan.ts";

export interface LookUp {
  /** Run unchanged files, too. */
  readonly all?: boolean;
  /** Whether dbt runs afterwards: then everything that names its views waits for it. */
  readonly beforeDbt?: boolean;
}

/**
 * What was applied, and what an apply would do now.
 * @throws UserError if a stream is gone, or rows have another key than the contract
 */
export async function lookUp(
  warehouse: Warehouse,
  target: Target,
  { all = false, beforeDbt = false }: LookUp = {},
): Promise<{ readonly ledger: Ledger; readonly plan: Plan }> {
  const files = sqlFiles(target);
  const ledger = await readLedger(warehouse, target);
  await assertStreams(warehouse, target, files, ledger);
  await assertSameKeys(warehouse, target, files, ledger);
  const dropped = await droppedPipes(warehouse, changedPipes(files, ledger));
  const missing = beforeDbt ? viewsOfDbt(files) : await missingViews(warehouse, files);
  return { ledger, plan: makePlan(files, ledger, { dropped, missing, all }) };
}
