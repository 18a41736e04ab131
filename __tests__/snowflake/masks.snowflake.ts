import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { key, phi, pii, type Scalar } from "../../contracts/field.ts";
import { rotateSecret } from "../../warehouse/snowflake/governance.ts";
import type { Row } from "./connect.ts";
import { type SnowflakeEnvironment, startEnvironment } from "./environment.ts";

/** A value of each type as DMS writes it, and as the view shows it in clear. */
const VALUES: readonly (readonly [Scalar, string, unknown])[] = [
  ["text", "clear", "clear"],
  ["integer", "17", 17],
  ["number", "1.5", 1.5],
  ["decimal(12,2)", "9.90", 9.9],
  ["decimal(9,4)", "0.1234", 0.1234],
  ["boolean", "true", true],
  ["date", "1942-01-23", "1942-01-23"],
  ["timestamp", "2025-08-23 04:00:00", "2025-08-23T04:00:00"],
];

const TYPES = VALUES.map(([type]) => type);
const columns = (prefix: string, classify: (type: Scalar) => unknown) =>
  Object.fromEntries(TYPES.map((type, at) => [`${prefix}${at}`, classify(type)]));

const PEOPLE = {
  oid__id: key(pii("customer_id")),
  ...columns("email", (type) => pii("email", type)),
  ...columns("phone", (type) => pii("phone", type)),
  ...columns("result", (type) => phi("test_result", type)),
  plain: true,
  contact: { email: pii("email") },
  array_visits: { patient: phi("patient_id"), seen_at: "timestamp" },
} as unknown as Contract;

const ORDERS: Contract = { oid_customer_id: pii("customer_id"), total: "decimal(12,2)" };
const AT = "2026-02-22 10:15:00.000000";

describe("Snowflake's masks", () => {
  let snowflake: SnowflakeEnvironment;

  before(async () => {
    snowflake = await startEnvironment();
    await snowflake.apply(
      { people: PEOPLE, orders: ORDERS },
      { shares: { PARTNER: { accounts: ["ORG.ACCOUNT"], views: "all" } } },
    );
    const all = (prefix: string) => Object.fromEntries(VALUES.map(([, text], at) => [`${prefix}${at}`, text]));
    await snowflake.put("people/LOAD00000001.1f0c9a3e.json.gz", [
      {
        ...{ ...all("email"), ...all("phone"), ...all("result"), plain: "shown", contact: { email: "clear" } },
        array_visits: [{ patient: "p-1", seen_at: { $date: 0 } }],
        ...{ oid__id: "c-1", dms_replicated_at: AT, Op: "I" },
      },
      { oid__id: "c-2", dms_replicated_at: AT, Op: "I" },
    ]);
    await snowflake.put("orders/LOAD00000001.1f0c9a3e.json.gz", [
      { oid_customer_id: "c-1", total: "1", oid__id: "o-1", dms_replicated_at: AT, Op: "I" },
    ]);
    for (const collection of ["people", "orders"]) await snowflake.load(collection);
  });
  after(() => snowflake.stop());

  /** The first person, as somebody with these database roles sees him. */
  async function person(...roles: string[]): Promise<Row> {
    const rows = await snowflake.queryAs(roles, "SELECT * FROM analytics.people WHERE plain = 'shown'");
    expect(rows).to.have.length(1);
    return rows[0] ?? {};
  }

  function shown(row: Row, prefix: string): unknown[] {
    return VALUES.map(([type], at) => {
      const value = row[`${prefix}${at}`.toUpperCase()];
      return value instanceof Date ? value.toISOString().slice(0, type === "date" ? 10 : 19) : value;
    });
  }

  const CLEAR = VALUES.map(([, , value]) => value);
  const HIDDEN = VALUES.map(([type]) => (type === "text" ? "***" : null));

  it("[P-13, P-14] hide every type under every tag from a reader, and nothing that is not personal", async () => {
    const row = await person("READER");
    for (const prefix of ["email", "phone", "result"]) expect(shown(row, prefix), prefix).to.deep.equal(HIDDEN);
    expect(row.CONTACT_EMAIL).to.equal("***");
    expect(row.PLAIN).to.equal("shown");
  });

  it("[P-15] show one kind to its own role, and no other kind", async () => {
    const row = await person("READER", "READ_PII_EMAIL");
    expect(shown(row, "email")).to.deep.equal(CLEAR);
    expect(row.CONTACT_EMAIL).to.equal("clear");
    for (const prefix of ["phone", "result"]) expect(shown(row, prefix), prefix).to.deep.equal(HIDDEN);
    const other = await person("READER", "READ_PHI_TEST_RESULT");
    expect(shown(other, "result")).to.deep.equal(CLEAR);
    expect(shown(other, "email")).to.deep.equal(HIDDEN);
  });

  it("hide them from the owner, too", async () => {
    const [row = {}] = await snowflake.query("SELECT * FROM analytics.people WHERE plain = 'shown'");
    for (const prefix of ["email", "phone", "result"]) expect(shown(row, prefix), prefix).to.deep.equal(HIDDEN);
  });

  it("hide also that there is no value, in text", async () => {
    const rows = await snowflake.queryAs(
      ["READER"],
      "SELECT email0, contact_email FROM analytics.people WHERE plain IS NULL",
    );
    expect(rows).to.deep.equal([{ EMAIL0: "***", CONTACT_EMAIL: "***" }]);
  });

  it("hide an identifier so that it can still be joined, also in the views of arrays", async () => {
    const joined = `SELECT p.oid__id AS id, o.oid_customer_id AS customer FROM analytics.people p
      JOIN analytics.orders o ON o.oid_customer_id = p.oid__id JOIN analytics.people_visits v ON v.oid__id = p.oid__id`;
    const rows = await snowflake.queryAs(["READER"], joined);
    expect(rows).to.have.length(1);
    expect(rows[0]?.ID)
      .to.match(/^[0-9a-f]{64}$/)
      .and.to.equal(rows[0]?.CUSTOMER);
    const [inClear] = await snowflake.queryAs(["READER", "READ_PII_CUSTOMER_ID"], joined);
    expect(inClear).to.deep.equal({ ID: "c-1", CUSTOMER: "c-1" });
  });

  it("hash an identifier with a secret, which a second apply keeps, and nobody reads", async () => {
    const id = async () => (await person("READER")).OID__ID;
    const before = await id();
    const [bare] = await snowflake.query("SELECT SHA2('c-1', 256) AS hash");
    expect(before).not.to.equal(bare?.HASH);
    const target = await snowflake.apply({ people: PEOPLE, orders: ORDERS });
    expect(await id()).to.equal(before);
    await snowflake.query(rotateSecret(target));
    expect(await id(), "with another secret").not.to.equal(before);
    for (const role of ["READER", "TRANSFORMER", "LOADER"])
      expect(
        await refused([role], "SELECT secret FROM CLEARWELL_PRODUCTION.governance.pseudonym_secret"),
        role,
      ).to.equal(true);
  });

  it("stand beside rights: no role but the owner reads landing, and a reader reads no current rows", async () => {
    for (const role of ["READER", "TRANSFORMER", "LOADER", "READ_PII_EMAIL"])
      expect(await refused([role], "SELECT * FROM landing.people"), role).to.equal(true);
    expect(await refused(["READER"], "SELECT * FROM current.people")).to.equal(true);
    expect(await refused([], "SELECT * FROM analytics.people")).to.equal(true);
    expect(await refused(["TRANSFORMER"], "SELECT * FROM current.people")).to.equal(false);
  });

  it("[P-16] hold for what a share has: secure views only, and none of the roles that see values in clear", async () => {
    const grants = await snowflake.query("SHOW GRANTS TO SHARE PARTNER");
    const names = grants.map((each) => [each.privilege, each.granted_on, each.name].join(" ").toUpperCase());
    const views = names.filter((each) => each.startsWith("SELECT VIEW"));
    expect(views).to.have.length(3);
    expect(names.filter((each) => each.includes("ROLE"))).to.deep.equal([]);
    const secure = await snowflake.query(
      "SELECT is_secure FROM CLEARWELL_PRODUCTION.INFORMATION_SCHEMA.VIEWS WHERE table_schema = 'ANALYTICS_LEGION'",
    );
    expect(secure.map((each) => each.IS_SECURE)).to.deep.equal(["YES", "YES", "YES"]);
  });

  async function refused(roles: readonly string[], sql: string): Promise<boolean> {
    return snowflake.queryAs(roles, sql).then(
      () => false,
      (error: unknown) => {
        expect((error as { code: string }).code).to.match(/2003$/);
        return true;
      },
    );
  }
});
