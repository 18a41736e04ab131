import type { Warehouse } from "./connection.ts";

/** After Time Travel, of a permanent table. Only Snowflake's support can read it. https://docs.snowflake.com/en/user-guide/data-failsafe */
const FAIL_SAFE_DAYS = 7;

/** How long Snowflake itself keeps what is erased now. */
export interface ErasedUntil {
  readonly dates: { readonly timeTravelUntil: string; readonly failSafeUntil: string };
  readonly text: string;
}

/** @param days of Time Travel */
export function erasedUntil(now: Date, days: number): ErasedUntil {
  const day = (after: number) => new Date(now.getTime() + after * 86_400_000).toISOString().slice(0, 10);
  const dates = { timeTravelUntil: day(days), failSafeUntil: day(days + FAIL_SAFE_DAYS) };
  const { timeTravelUntil, failSafeUntil } = dates;
  const text = `Time Travel keeps them for ${days} ${days === 1 ? "day" : "days"}, until ${timeTravelUntil}; Fail-safe for ${FAIL_SAFE_DAYS} more, until ${failSafeUntil}.`;
  return { dates, text };
}

/** How long a table keeps rows that are deleted. https://docs.snowflake.com/en/user-guide/data-time-travel */
export async function timeTravelDays(warehouse: Warehouse, table: string): Promise<number> {
  const [database, schema, own = ""] = table.split(".");
  const tables = await warehouse.query(`SHOW TABLES LIKE '${own}' IN SCHEMA ${database}.${schema}`);
  const found = tables.find(({ name }) => String(name).toUpperCase() === own.toUpperCase());
  return Number(found?.retention_time ?? 1);
}
