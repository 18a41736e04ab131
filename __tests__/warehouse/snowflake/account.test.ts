import { expect } from "chai";
import { phi, pii } from "../../../contracts/field.ts";
import { account, accountText, ownerRights } from "../../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { targetOf } from "./target-of.ts";

/** Everything that can be generated. */
const target = targetOf(
  {
    people: { mail: pii("email"), born: phi("date_of_birth", "date"), array_visits: { at: "timestamp" } },
    plain: { status: true },
  },
  { landingDays: 30, shares: { PARTNER: { accounts: ["ORG.ACCOUNT"], views: "all", clear: ["pii email"] } } },
  {
    access: {
      roleArn: "arn:aws:iam::111122223333:role/snowflake",
      externalId: "external-id",
      notifications: {
        topicArn: "arn:aws:sns:us-west-2:111122223333:alarms",
        roleArn: "arn:aws:iam::111122223333:role/failures",
      },
    },
  },
);

/** What the owner of a database may do in it without any other right. https://docs.snowflake.com/en/user-guide/security-access-control-privileges */
const BY_OWNING_THE_DATABASE = [
  /^CREATE SCHEMA\b/,
  /^(CREATE|ALTER) (TABLE|FILE FORMAT|TAG|MASKING POLICY|TASK)\b/,
  /^CREATE (SECURE FUNCTION|OR REPLACE (SECURE )?VIEW|OR REPLACE TASK|STAGE|PIPE)\b/,
  /^ALTER (STAGE|PIPE)\b/,
  /^INSERT INTO\b/,
  /^GRANT (USAGE|SELECT|MONITOR, OPERATE|DATABASE ROLE)\b/,
];

describe("The administrator's file", () => {
  const statements = sqlFiles(target).flatMap((file) => file.statements);
  const rights = ownerRights(target);
  const granted = account(target).statements;

  it("grants every right that it lists, and says what needs it", () => {
    for (const { right, because } of rights) {
      expect(granted).to.include(`GRANT ${right} TO ROLE CLEARWELL_PRODUCTION_OWNER`);
      expect(accountText(target)).to.include(`-- ${because}\nGRANT ${right} TO ROLE`);
    }
  });

  it("grants what every generated statement needs", () => {
    const roles = /^CREATE DATABASE ROLE\b/;
    expect(granted).to.include(
      "GRANT CREATE DATABASE ROLE ON DATABASE CLEARWELL_PRODUCTION TO ROLE CLEARWELL_PRODUCTION_OWNER",
    );
    const allowed = [...BY_OWNING_THE_DATABASE, roles, ...rights.flatMap((each) => each.statements)];
    expect(statements.filter((statement) => !allowed.some((each) => each.test(statement)))).to.deep.equal([]);
  });

  it("grants no right that no statement needs, but for the checks'", () => {
    const unused = rights.filter((right) => !right.statements.some((each) => statements.some((sql) => each.test(sql))));
    expect(unused.map(({ right }) => right)).to.deep.equal(["MONITOR ON WAREHOUSE CLEARWELL_PRODUCTION_WH"]);
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

  it("can be run again: everything is made only if it is not there", () => {
    const makes = granted.filter((each) => /^CREATE\b/.test(each));
    expect(makes.filter((each) => !each.includes("IF NOT EXISTS"))).to.deep.equal([]);
  });
});
