import { targetOf } from "../../../stacks/snowflake-target.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { policies, policyFor } from "../../../warehouse/snowflake/governance.ts";
import { literalOf, sourcesOf } from "../../stacks/fixtures.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { CONTRACTS, ENVIRONMENTS, operateWarehouse } from "./world.ts";

export const QUEUE = "arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-FIXTURE";

/** An account in which everything is applied and as declared, with one current row. */
export async function healthyWarehouse(allowList = CONTRACTS): Promise<FakeWarehouse> {
  const warehouse = new FakeWarehouse();
  await operateWarehouse(warehouse, ["apply", "production"], { allowList });
  const target = targetOf(ENVIRONMENTS.map(literalOf), sourcesOf(allowList), "production");
  const made = sqlFiles(target).flatMap(({ makes }) => makes);
  const columnsOf = (sql: string) =>
    made
      .filter(({ name, columns }) => columns && sql.includes(`'${name}'`))
      .flatMap(({ columns = [] }) => columns)
      .filter(({ personal }) => personal !== undefined);
  warehouse
    .on(/PIPE_STATUS/, [{ STATUS: JSON.stringify({ executionState: "RUNNING", pendingFileCount: 0 }) }])
    .on(
      /^SHOW PIPES IN/,
      made
        .filter(({ kind }) => kind === "pipe")
        .map(({ name }) => ({ name: name.split(".")[2]?.toUpperCase(), notification_channel: QUEUE })),
    )
    .on(/current_legion\.tickets GROUP BY/, [
      { STACK: "production-us-west-2", CURRENT_ROWS: 1, NEWEST: "2026-11-21 09:00:00.000000" },
    ])
    .on(/TAG_REFERENCES_ALL_COLUMNS/, (sql) =>
      columnsOf(sql).map(({ name, personal = "" }) => {
        const [tag = "", kind] = personal.split(" ");
        return { COLUMN_NAME: name.toUpperCase(), TAG_NAME: tag.toUpperCase(), TAG_VALUE: kind };
      }),
    )
    .on(/POLICY_REFERENCES/, (sql) =>
      columnsOf(sql).map((column) => ({
        COLUMN_NAME: column.name.toUpperCase(),
        POLICY: policyFor(target, column)?.toUpperCase(),
        POLICY_STATUS: "ACTIVE",
      })),
    )
    .on(/^DESC MASKING POLICY/, (sql) => policies(target).filter(({ name }) => sql.endsWith(` ${name}`)))
    .on(/^SHOW SHARES/, [{ name: "PARTNER", to: "ACME.PARTNER" }])
    .on(/^SHOW GRANTS TO SHARE/, [
      { privilege: "USAGE", granted_on: "DATABASE", name: "CLEARWELL_PRODUCTION" },
      { privilege: "USAGE", granted_on: "SCHEMA", name: "CLEARWELL_PRODUCTION.ANALYTICS_LEGION" },
      { privilege: "SELECT", granted_on: "VIEW", name: "CLEARWELL_PRODUCTION.ANALYTICS_LEGION.INVOICES" },
    ]);
  warehouse.clear();
  return warehouse;
}
