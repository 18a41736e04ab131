import type { Contract } from "../../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../../contracts/field.ts";
import { accountText } from "../../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../../warehouse/snowflake/files.ts";
import { textOf } from "../../../../warehouse/snowflake/sql-file.ts";
import { targetOf } from "../target-of.ts";

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

/** What a reviewer reads: the files of two collections, and what they have in common. */
export function goldenFiles(): Readonly<Record<string, string>> {
  const target = targetOf(
    { cases, visits },
    { landingDays: 90, shares: { CLINICS: { accounts: ["ORG.CLINICS"], views: ["legion/visits"] } } },
  );
  const files = sqlFiles(target);
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
  };
}
