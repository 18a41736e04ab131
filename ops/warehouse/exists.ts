import { SnowflakeError, type Warehouse } from "./connection.ts";

/** Whether there is such an object. @param name with its database and schema */
export async function exists(
  warehouse: Warehouse,
  kind: "PIPES" | "STREAMS" | "TABLES" | "VIEWS",
  name: string,
): Promise<boolean> {
  const [database, schema, own = ""] = name.split(".");
  try {
    // LIKE ignores case, and `_` is any character.
    const rows = await warehouse.query(`SHOW ${kind} LIKE '${own}' IN SCHEMA ${database}.${schema}`);
    return rows.some((row) => String(row.name).toUpperCase() === own.toUpperCase());
  } catch (error) {
    if (error instanceof SnowflakeError && error.isMissing) return false;
    throw error;
  }
}
