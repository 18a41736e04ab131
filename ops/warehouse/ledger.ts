import { UserError } from "../../command/user-error.ts";
import {
  type Applied,
  appliedIn,
  findLedger,
  type LedgerEntry,
  madeIn,
  readApplied,
  readMade,
} from "../../warehouse/snowflake/ledger.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { SnowflakeError, type Warehouse } from "./connection.ts";
import { said } from "./explain.ts";

/** What was applied to an environment, and what that made. */
export interface Ledger {
  readonly applied: readonly Applied[];
  readonly made: readonly LedgerEntry[];
}

const EMPTY: Ledger = { applied: [], made: [] };

/** @throws UserError if the environment's database does not exist yet */
export async function readLedger(warehouse: Warehouse, target: Target): Promise<Ledger> {
  const found = await warehouse.query(findLedger(target)).catch((error: unknown) => {
    throw error instanceof SnowflakeError && error.isMissing ? notSetUp(target, error) : error;
  });
  if (found.length === 0) return EMPTY;
  return {
    applied: appliedIn(await warehouse.query(readApplied(target))),
    made: madeIn(await warehouse.query(readMade(target))),
  };
}

/** An administrator has to make the database and the role first. */
export function notSetUp({ environment, snowflake }: Target, error: SnowflakeError): UserError {
  return new UserError(
    [
      `${snowflake.database} does not exist in account ${snowflake.account}, or ${snowflake.ownerRole} may not use it. ${said(error)}`,
      "An administrator runs account.sql first, which this writes:",
      `  npm run -s ops -- warehouse plan ${environment} --sql DIR`,
    ].join("\n"),
    1,
    { cause: error },
  );
}
