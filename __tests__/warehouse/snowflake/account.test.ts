import { expect } from "chai";
import { phi, pii } from "../../../contracts/field.ts";
import { SOURCES } from "../../../contracts/index.ts";
import type { WatermarkSource } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { account, accountText, ownerRights } from "../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { rotateSecret } from "../../../warehouse/snowflake/governance.ts";
import { refreshPipe } from "../../../warehouse/snowflake/landing.ts";
import { createLedger } from "../../../warehouse/snowflake/ledger.ts";
import { findShare } from "../../../warehouse/snowflake/questions.ts";
import { streamOf } from "./stream-of.ts";
import { exportOf, lakeOf, targetOf } from "./target-of.ts";

const notifications = {
  topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
  roleArn: "arn:aws:iam::111122223333:role/failures",
};
const stream = streamOf({ video: SOURCES.video as WatermarkSource });

/** Everything that can be generated. */
const target = targetOf(
  {
    people: { mail: pii("email"), born: phi("date_of_birth", "date"), array_visits: { at: "timestamp" } },
    plain: { status: true },
  },
  { landingDays: 30, shares: { PARTNER: { accounts: ["ORG.ACCOUNT"], views: "all", clear: ["pii email"] } } },
  {
    streams: [{ ...stream, access: { ...stream.access, notifications } }],
    exports: [exportOf({ aisles: table({ key: ["id"], columns: { id: "integer" } }) })],
    lakes: [lakeOf({ clients: table({ key: ["id"], columns: { id: "integer", mail: pii("email") } }) })],
    access: {
      roleArn: "arn:aws:iam::111122223333:role/snowflake",
      externalId: "external-id",
      notifications,
    },
  },
);

/** What the owner of a database may do in it without any other right. https://docs.snowflake.com/en/user-guide/security-access-control-privileges */
const BY_OWNING_THE_DATABASE = [
  /^CREATE SCHEMA\b/,
  /^(CREATE|ALTER) (TABLE|FILE FORMAT|MASKING POLICY)\b/,
  /^CREATE (SECURE FUNCTION|OR REPLACE (SECURE )?VIEW|PIPE|TAG)\b/,
  /^ALTER TAG \S+ (UNSET|ADD) ALLOWED_VALUES\b/,
  /^(GRANT|REVOKE) (USAGE|SELECT|MONITOR, OPERATE|DATABASE ROLE)\b/,
  /^DROP (VIEW|TABLE|STREAM|EXTERNAL TABLE|PIPE|MASKING POLICY|DATABASE ROLE) IF EXISTS\b/,
  // CREATE STREAM on a table of one's own.
  /^CREATE STREAM\b/,
  /^ALTER PIPE \S+ REFRESH\b/,
  // Its schemas and tags.
  /^(GRANT|REVOKE) (APPLY ON TAG|CREATE (TABLE|VIEW|EXTERNAL TABLE) ON SCHEMA)\b/,
];

describe("The administrator's file", () => {
  // What it runs, what removes it again, and what else the runner runs.
  const files = sqlFiles(target);
  const statements = [
    ...files.flatMap((file) => file.statements),
    ...files.flatMap(({ makes }) => makes.flatMap(({ undo }) => undo)),
    ...createLedger(target),
    refreshPipe("A.B.C", undefined),
    rotateSecret(target),
    findShare("PARTNER"),
  ];
  const rights = ownerRights(target);
  const granted = account(target).statements;

  it("grants every right that it lists, and says what needs it", () => {
    for (const { right, because } of rights) {
      expect(granted).to.include(`GRANT ${right} TO ROLE CLEARWELL_PRODUCTION_OWNER`);
      expect(accountText(target)).to.include(`-- ${because}\nGRANT ${right} TO ROLE`);
    }
  });

  it("grants every right that a generated statement needs beside owning the database", () => {
    const prefix = "CLEARWELL_PRODUCTION";
    const needs: readonly (readonly [statement: RegExp, right: string])[] = [
      [/^(INSERT|UPDATE|DELETE)\b/, `USAGE ON WAREHOUSE ${prefix}_WH`],
      [/^(CREATE|ALTER) STAGE\b/, `USAGE ON INTEGRATION ${prefix}_CLEAN`],
      [/^(CREATE|ALTER) STAGE \S+lake_/, `USAGE ON INTEGRATION ${prefix}_LAKE_US_WEST_2`],
      [/^(CREATE|ALTER) STAGE \S+stream_/, `USAGE ON INTEGRATION ${prefix}_STREAM_US_WEST_2`],
      [/^(CREATE|ALTER) STAGE \S+(export|upstream)_/, `USAGE ON INTEGRATION ${prefix}_EXPORT_US_WEST_2`],
      [/^ALTER PIPE \S+ SET ERROR_INTEGRATION = \S+_FAILURES$/, `USAGE ON INTEGRATION ${prefix}_FAILURES`],
      [/^CREATE OR REPLACE TASK\b[^$]*\sERROR_INTEGRATION = \S+_FAILURES\s/, `USAGE ON INTEGRATION ${prefix}_FAILURES`],
      [
        /^ALTER PIPE \S+ SET ERROR_INTEGRATION = \S+_STREAM_/,
        `USAGE ON INTEGRATION ${prefix}_STREAM_FAILURES_US_WEST_2`,
      ],
      [
        /^CREATE OR REPLACE TASK\b[^$]*\sERROR_INTEGRATION = \S+_STREAM_/,
        `USAGE ON INTEGRATION ${prefix}_STREAM_FAILURES_US_WEST_2`,
      ],
      [/^MERGE\b/, `USAGE ON WAREHOUSE ${prefix}_WH`],
      [/^ALTER TAG \S+ SET MASKING POLICY\b/, "APPLY MASKING POLICY ON ACCOUNT"],
      [/\bWITH TAG\b/, "APPLY TAG ON ACCOUNT"],
      [/^(CREATE|DROP) SHARE\b/, "CREATE SHARE ON ACCOUNT"],
      [/^ALTER SHARE \S+ (SET|REMOVE) ACCOUNTS\b/, "MANAGE SHARE TARGET ON ACCOUNT"],
      [/^SHOW SHARES\b/, "IMPORT SHARE ON ACCOUNT"],
      [/\bTASK\b/, "EXECUTE TASK ON ACCOUNT"],
      [/\bTASK\b/, "EXECUTE MANAGED TASK ON ACCOUNT"],
      [/^CREATE DATABASE ROLE\b/, `CREATE DATABASE ROLE ON DATABASE ${prefix}`],
    ];
    for (const [statement, right] of needs) {
      expect(
        statements.some((each) => statement.test(each)),
        String(statement),
      ).to.equal(true);
      expect(granted, String(statement)).to.include(`GRANT ${right} TO ROLE ${prefix}_OWNER`);
    }
    const others = statements.filter((each) => !needs.some(([statement]) => statement.test(each)));
    expect(others.filter((each) => !BY_OWNING_THE_DATABASE.some((known) => known.test(each)))).to.deep.equal([]);
    expect(
      rights.map(({ right }) => right).filter((right) => !needs.some(([, needed]) => needed === right)),
    ).to.deep.equal([]);
  });

  it("has no rights on integrations and tasks that the environment does not have", () => {
    const plain = ownerRights(targetOf({ plain: { status: true } })).map(({ right }) => right);
    expect(plain).not.to.include.members(["USAGE ON INTEGRATION CLEARWELL_PRODUCTION_FAILURES"]);
    expect(account(targetOf({ plain: { status: true } })).statements.join("\n")).not.to.include("NOTIFICATION");
  });

  it("names the role in AWS, its external id and the folders that it may read", () => {
    const integration = granted.find((each) => each.startsWith("CREATE STORAGE INTEGRATION")) ?? "";
    expect(integration).to.include("STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/snowflake'");
    expect(integration).to.include("STORAGE_AWS_EXTERNAL_ID = 'external-id'");
    expect(integration).to.include(
      "STORAGE_ALLOWED_LOCATIONS = ('s3://legion-clean-analytics/production-us-west-2/clean/')",
    );
  });

  it("makes a user that can do nothing but read the secure views and unload them to the stage", () => {
    const exporter = "CLEARWELL_PRODUCTION_EXPORTER";
    const own = granted.filter((each) => each.endsWith(` TO ROLE ${exporter}`));
    expect(own).to.deep.equal([
      `GRANT USAGE ON DATABASE CLEARWELL_PRODUCTION TO ROLE ${exporter}`,
      `GRANT USAGE ON WAREHOUSE CLEARWELL_PRODUCTION_WH TO ROLE ${exporter}`,
    ]);
    expect(
      statements.filter((each) => each.startsWith("GRANT") && each.endsWith(` TO ROLE ${exporter}`)),
    ).to.deep.equal([
      `GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.operations TO ROLE ${exporter}`,
      `GRANT USAGE ON SCHEMA CLEARWELL_PRODUCTION.export_market TO ROLE ${exporter}`,
      `GRANT USAGE ON STAGE CLEARWELL_PRODUCTION.operations.export_market_us_west_2 TO ROLE ${exporter}`,
      `GRANT SELECT ON VIEW CLEARWELL_PRODUCTION.export_market.aisles TO ROLE ${exporter}`,
    ]);
    const settings = "PREVENT_UNLOAD_TO_INLINE_URL = TRUE, PREVENT_UNLOAD_TO_INTERNAL_STAGES = TRUE";
    expect(granted).to.include(`ALTER USER ${exporter} SET ${settings}`);
  });

  it("can be run again: everything is made only if it is not there", () => {
    const makes = granted.filter((each) => /^CREATE\b/.test(each));
    expect(makes.filter((each) => !each.includes("IF NOT EXISTS"))).to.deep.equal([]);
  });
});
