import type { Contract } from "../../../../contracts/contract.ts";
import type { ExportedTable } from "../../../../contracts/exported-tables-of.ts";
import { exportedTablesOf } from "../../../../contracts/exported-tables-of.ts";
import { key, notPersonal, phi, pii } from "../../../../contracts/field.ts";
import { star } from "../../../../contracts/star.ts";
import { type Table, table } from "../../../../contracts/table.ts";
import { watermarkTable } from "../../../../contracts/watermark-table.ts";
import { accountText } from "../../../../warehouse/snowflake/account.ts";
import { countUpstream, dateLoaded, loadUpstream } from "../../../../warehouse/snowflake/export/load.ts";
import { askForMoment, unload } from "../../../../warehouse/snowflake/export/unload.ts";
import { sqlFiles } from "../../../../warehouse/snowflake/files.ts";
import { exportStage, upstreamStage } from "../../../../warehouse/snowflake/names.ts";
import { textOf } from "../../../../warehouse/snowflake/sql-file.ts";
import type { Target } from "../../../../warehouse/snowflake/target.ts";
import { streamOf } from "../stream-of.ts";
import { exportOf, lakeOf, targetOf } from "../target-of.ts";

/** As the seed's: text only. */
const cases: Contract = { id: true, customer_id: true };

/** Every type, a class, an object, an array in an array, and a value that is kept whole. */
const visits: Contract = {
  _id: { clinic: "key", patient: key(phi("patient_id")) },
  starts_at: "timestamp",
  born: phi("date_of_birth", "date"),
  urgent: "boolean",
  rooms: "integer",
  temperature: "number",
  contact: { email: pii("email"), name: notPersonal("name of a clinic") },
  array_items: { price: "decimal(12,2)", codes: [{ code: true }] },
  array_tags: "json",
};

/** A table of a relational source, which dbt makes. */
const clients = table({ key: ["id"], columns: { id: "integer", email: pii("email"), balance: "decimal(12,2)" } });

const watermark = { rereadMinutes: 10, hardDeletes: false };

/** Members that change, and facts. */
const customers = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark,
  columns: { id: pii("customer_id"), email: pii("email"), plan: "text", updated_at: "timestamp" },
});
const sales = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark,
  columns: {
    id: "integer",
    customer_id: pii("customer_id"),
    amount: "decimal(20,2)",
    paid_at: "timestamp",
    updated_at: "timestamp",
  },
});
const shop = star(
  { customers, sales },
  {
    dimensions: { customer: { table: "customers", type: 2 } },
    facts: { sale: { table: "sales", at: "paid_at", measures: ["amount"], by: { customer: "customer_id" } } },
  },
);

/** Tables that are exported: one with changes, and one without. */
const orders = table({
  key: ["order_id"],
  updatedAt: "updated_at",
  columns: { order_id: "integer", user_id: pii("customer_id"), due: "date", updated_at: "timestamp" },
});
const aisles = table({ key: ["aisle_id"], columns: { aisle_id: "integer", aisle: "text" } });

/** What a reviewer reads: the files of two collections, what they have in common, and all of an environment with a relational source only. */
export function goldenFiles(): Readonly<Record<string, string>> {
  const target = targetOf(
    { cases, visits },
    { landingDays: 90, shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: ["legion/visits"] } } },
  );
  const files = sqlFiles(target);
  const relational = targetOf(
    {},
    { shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: "all" } } },
    { stacks: [], databases: {}, lakes: [lakeOf({ clients })] },
  );
  const { access: _none, ...withoutClean } = relational;
  const { access: _neither, ...streamed } = targetOf(
    {},
    { landingDays: 90, shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: ["shop/fact_sale"] } } },
    { stacks: [], databases: {}, streams: [streamOf({ shop: { tables: { customers, sales }, star: shop } })] },
  );
  const { access: _nor, ...exported } = targetOf(
    {},
    {},
    { stacks: [], databases: {}, exports: [exportOf({ orders, aisles })] },
  );
  const written = (pattern: RegExp) =>
    files
      .filter(({ name }) => pattern.test(name))
      .map((file) => `-- ${file.name}\n${textOf(file)}`)
      .join("\n");
  return {
    "account.sql": accountText(target),
    "environment.sql": written(/^0|^[89]/),
    "cases.sql": written(/cases/),
    "visits.sql": written(/visits/),
    "relational-account.sql": accountText(withoutClean),
    "relational.sql": sqlFiles(withoutClean)
      .filter(({ name }) => !name.startsWith("050"))
      .map((file) => `-- ${file.name}\n${textOf(file)}`)
      .join("\n"),
    "export-account.sql": accountText(exported),
    "export.sql": sqlFiles(exported)
      .filter(({ name }) => !/^01[0-2]|^0[23]|^050/.test(name))
      .map((file) => `-- ${file.name}\n${textOf(file)}`)
      .join("\n"),
    "unload.sql": textOf({ statements: unloads(exported, { orders, aisles }) }),
    "star-account.sql": accountText(streamed),
    "star.sql": sqlFiles(streamed)
      .filter(({ name }) => !/^0[1-3]|^050/.test(name))
      .map((file) => `-- ${file.name}\n${textOf(file)}`)
      .join("\n"),
  };
}

/** What the exporter runs, and the owner to load what is exported. */
function unloads(target: Target, tables: { readonly orders: Table; readonly aisles: Table }): string[] {
  const { market = {} } = exportedTablesOf({ market: { engine: "snowflake", tables } });
  const of = (name: keyof typeof tables) => ({
    warehouseDatabase: target.snowflake.database,
    database: "market",
    name,
    table: market[name] as ExportedTable,
    stage: exportStage(target, "market", "us-west-2"),
    path: `${name}/year=2026/month=07/day=27/hhmm=0130/${name}_part`,
    partBytes: 16_777_216,
  });
  const at = "2026-07-27T01:30:05.123000000Z";
  const changes = { ...of("orders"), at, after: "2026-07-25T01:30:05.123000000Z" };
  const load = {
    database: "market",
    name: "orders",
    table: tables.orders,
    stage: upstreamStage(target, "market", "us-west-2"),
  };
  return [
    askForMoment({ ...of("aisles"), at }),
    unload({ ...of("aisles"), at }),
    unload(of("aisles")),
    askForMoment(changes),
    unload(changes),
    loadUpstream(target, load),
    dateLoaded(target, load) ?? "",
    countUpstream(target, load),
  ];
}
