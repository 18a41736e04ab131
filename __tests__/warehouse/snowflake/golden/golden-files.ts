import type { Contract } from "../../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../../contracts/field.ts";
import { star } from "../../../../contracts/star.ts";
import { table } from "../../../../contracts/table.ts";
import { watermarkTable } from "../../../../contracts/watermark-table.ts";
import { accountText } from "../../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../../warehouse/snowflake/files.ts";
import { textOf } from "../../../../warehouse/snowflake/sql-file.ts";
import { streamOf } from "../stream-of.ts";
import { lakeOf, targetOf } from "../target-of.ts";

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
    "star-account.sql": accountText(streamed),
    "star.sql": sqlFiles(streamed)
      .filter(({ name }) => !/^0[1-3]|^050/.test(name))
      .map((file) => `-- ${file.name}\n${textOf(file)}`)
      .join("\n"),
  };
}
