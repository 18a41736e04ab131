import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { phi, pii } from "../../contracts/field.ts";
import { type SnowflakeEnvironment, startEnvironment } from "./environment.ts";

const OLDER: Readonly<Record<string, Contract>> = {
  orders: { status: true, total: true, email: true, shipping: { carrier: true } },
};

/** A field more, another type, a class, a collection, an array. */
const NEWER: Readonly<Record<string, Contract>> = {
  orders: {
    status: true,
    total: "decimal(12,2)",
    email: pii("email"),
    income: pii("income", "decimal(12,4)"),
    shipping: { carrier: true, address: { country: true } },
    array_lines: { sku: true, quantity: "integer" },
  },
  visits: { seen_at: "timestamp", born: phi("date_of_birth", "date") },
};

const AT = "2026-02-22 10:15:00.000000";

describe("A contract that grows in Snowflake", () => {
  it("gives what the newer one gives alone", async () => {
    expect(await stateAfter(OLDER, NEWER)).to.deep.equal(await stateAfter(NEWER));
  });

  it("gives the older one again, if it is taken back", async () => {
    const there = await stateAfter(OLDER);
    const andBack = await stateAfter(OLDER, NEWER, OLDER);
    // The runner removes what is no longer declared; here nobody does.
    for (const [what, rows] of Object.entries(there)) expect(andBack[what], what).to.include.deep.members(rows);
  });
});

/** All that an environment has, and what a reader sees, after these contracts were applied. */
async function stateAfter(
  ...contracts: readonly Readonly<Record<string, Contract>>[]
): Promise<Record<string, unknown[]>> {
  const snowflake = await startEnvironment();
  try {
    for (const each of contracts) {
      await snowflake.apply(each);
      // Rows land between two applies.
      if (each === contracts[0]) await land(snowflake);
    }
    const information = "CLEARWELL_PRODUCTION.INFORMATION_SCHEMA";
    const seen: Record<string, unknown[]> = {};
    for (const view of ["orders", ...(contracts.at(-1) === NEWER ? ["orders_lines", "visits"] : [])]) {
      const rows = await snowflake.queryAs(["READER"], `SELECT * FROM analytics.${view} ORDER BY 1`);
      seen[view] = rows.map(({ _LOADED_AT, ...row }) => row);
    }
    return {
      columns: await snowflake.query(
        `SELECT table_schema, table_name, column_name, data_type FROM ${information}.COLUMNS
         WHERE table_schema NOT IN ('INFORMATION_SCHEMA', 'OPERATIONS') ORDER BY 1, 2, 3`,
      ),
      pipes: await names(snowflake, "SHOW PIPES IN DATABASE CLEARWELL_PRODUCTION"),
      tags: await names(snowflake, "SHOW TAGS IN DATABASE CLEARWELL_PRODUCTION"),
      ...seen,
    };
  } finally {
    await snowflake.stop();
  }
}

async function land(snowflake: SnowflakeEnvironment): Promise<void> {
  await snowflake.put("orders/LOAD00000001.1f0c9a3e.json.gz", [
    {
      ...{ status: "paid", total: "9.90", email: "a@example.com", income: "1.2345" },
      ...{ shipping: { carrier: "post", address: { country: "NO" } }, array_lines: [{ sku: "s", quantity: 2 }] },
      ...{ oid__id: "o-1", dms_replicated_at: AT, Op: "I" },
    },
  ]);
  await snowflake.load("orders");
}

async function names(snowflake: SnowflakeEnvironment, sql: string): Promise<unknown[]> {
  const rows = await snowflake.query(sql);
  return rows.map(({ name, schema_name, definition }) => [schema_name, name, definition].join(" "));
}
