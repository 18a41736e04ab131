import type { Place } from "../../warehouse/redshift/names.ts";
import { prepareStatements, readLedger } from "../../warehouse/redshift/table.ts";
import { queryRow, runTransaction, type Warehouse } from "./warehouse.ts";

/** What Redshift says of a collection. */
export interface LedgerRow {
  /** The last batch that is loaded, `''` if none is. */
  readonly loaded: string;
  /** The version of the registered schema that the table has, 0 if there is no table. */
  readonly version: number;
}

/** Makes the ledger if it is not there. */
export async function ledgerRow(warehouse: Warehouse, place: Place): Promise<LedgerRow> {
  let row = await queryRow(warehouse, readLedger(place));
  if (row === undefined) {
    await runTransaction(warehouse, prepareStatements(place));
    row = await queryRow(warehouse, readLedger(place));
  }
  const [loaded = "", version = 0] = row ?? [];
  return { loaded: String(loaded), version: Number(version) };
}
