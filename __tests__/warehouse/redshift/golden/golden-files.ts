import type { Contract } from "../../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../../contracts/field.ts";
import { mongoCollection } from "../../../../contracts/mongodb-fields.ts";
import { accessStatements } from "../../../../warehouse/redshift/access.ts";
import { collectionOf } from "../../../../warehouse/redshift/collection.ts";
import { loadStatements } from "../../../../warehouse/redshift/load.ts";
import type { Registered } from "../../../../warehouse/redshift/schema.ts";
import { setupStatements } from "../../../../warehouse/redshift/setup.ts";
import { prepareStatements, readLedger, updateTable } from "../../../../warehouse/redshift/table.ts";

/** Every type, a class on the key, on a column, in an object, in an array and at a name that Redshift would fold. */
const visits: Contract = {
  oid__id: key(phi("patient_id")),
  state: true,
  born: phi("date_of_birth", "date"),
  starts_at: "timestamp",
  urgent: "boolean",
  rooms: "integer",
  temperature: "number",
  price: phi("treatment", "decimal(12,2)"),
  contact: { email: pii("email"), age: pii("age", "integer"), name: notPersonal("name of a clinic") },
  Home: { postCode: pii("postal_code"), country: notPersonal("only a country") },
  array_items: { label: true, diagnosis: phi("diagnosis") },
  array_tags: "json",
};

const VISITS = collectionOf("clinic", "visits", mongoCollection(visits));

const SCHEMA: Registered = {
  version: 1,
  madeAt: 1,
  columns: [
    { field: "state", column: "state", type: "VARCHAR(65535)", since: 1 },
    { field: "born", column: "born", type: "DATE", since: 1 },
    { field: "starts_at", column: "starts_at", type: "TIMESTAMP", since: 1 },
    { field: "urgent", column: "urgent", type: "BOOLEAN", since: 1 },
    { field: "rooms", column: "rooms", type: "BIGINT", since: 1 },
    { field: "temperature", column: "temperature", type: "DOUBLE PRECISION", since: 1 },
    { field: "price", column: "price", type: "DECIMAL(12,2)", since: 1 },
    { field: "contact", column: "contact", type: "SUPER", since: 1 },
    { field: "Home", column: "home", type: "SUPER", since: 1 },
    { field: "items", column: "items", type: "SUPER", since: 1 },
    { field: "tags", column: "tags", type: "SUPER", since: 2 },
  ],
  paths: {},
};

const BATCH = { batch: "00000007", after: "00000006", rows: 3, sha256: "ab12" };

const SOURCE = {
  manifest: "s3://clearwell-documents-us-west-2-production/staged/clinic/visits/00000007.manifest",
  roleArn: "arn:aws:iam::111122223333:role/clearwell-production-us-west-2-redshift-copy",
};

/** What a reviewer reads. */
export function goldenFiles(): Readonly<Record<string, string>> {
  const sql = (statements: readonly { readonly sql: string }[]) => statements.map((statement) => statement.sql);
  return {
    "setup.sql": text(
      setupStatements(
        { database: "dev", loaderRole: "clearwell-production-us-west-2-redshift-process", collections: [VISITS] },
        new Set(),
      ),
    ),
    "table.sql": text([
      ...sql(prepareStatements(VISITS)),
      readLedger(VISITS),
      ...["-- A new table"],
      ...sql(updateTable(VISITS, 0, SCHEMA)),
      ...["-- A column more"],
      ...sql(updateTable(VISITS, 1, { ...SCHEMA, version: 2 })),
      ...["-- A column of another type"],
      ...sql(updateTable(VISITS, 2, { ...SCHEMA, version: 3, madeAt: 3 })),
    ]),
    "load.sql": text([
      ...["-- Changes"],
      ...sql(loadStatements(VISITS, SCHEMA, BATCH, SOURCE)),
      ...["-- The last range of a load, which is empty"],
      ...sql(loadStatements(VISITS, SCHEMA, { ...BATCH, rows: 0, snapshotFrom: "00000003" }, SOURCE)),
    ]),
    "access.sql": text(
      accessStatements(VISITS, SCHEMA, [
        { policy: "clearwell_hide_date", place: '"born"' },
        { policy: "clearwell_show_date", place: '"born"', role: "clearwell_read_phi_date_of_birth" },
      ]),
    ),
  };
}

function text(statements: readonly string[]): string {
  return statements.map((statement) => (statement.startsWith("--") ? `\n${statement}\n` : `${statement};\n`)).join("");
}
