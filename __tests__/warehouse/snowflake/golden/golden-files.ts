import type { Contract } from "../../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../../contracts/field.ts";
import { table } from "../../../../contracts/table.ts";
import { accountText } from "../../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../../warehouse/snowflake/files.ts";
import { textOf } from "../../../../warehouse/snowflake/sql-file.ts";
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
  };
}
