import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { notPersonal, phi, pii } from "../../contracts/field.ts";
import { type SnowflakeEnvironment, startEnvironment } from "./environment.ts";

const AT = "2026-02-22 10:15:00.000000";
const LOAD = "LOAD00000001.1f0c9a3e.json.gz";

/** Rows that landed under an older contract, of which a newer one says less. */
describe("A changed contract never shows what an older one hid", () => {
  let snowflake: SnowflakeEnvironment;
  beforeEach(async () => {
    snowflake = await startEnvironment();
  });
  afterEach(() => snowflake.stop());

  /** A file of a collection, loaded by the pipes that are there. */
  async function land(collection: string, name: string, ...documents: readonly object[]): Promise<void> {
    const rows = documents.map((each, at) => ({ oid__id: `${at}`, dms_replicated_at: AT, Op: "I", ...each }));
    await snowflake.put(`${collection}/${LOAD}`, rows);
    await snowflake.load(name);
  }
  const seen = async (view: string) =>
    JSON.stringify(await snowflake.queryAs(["READER"], `SELECT * FROM analytics.${view}`));

  it("when an object or an array becomes text: its text would have every field, also those that were masked", async () => {
    const older: Contract = { delivery: { street: pii("address"), city: true }, array_lines: { email: pii("email") } };
    await snowflake.apply({ orders: older });
    await land("orders", "orders", {
      delivery: { street: "secret", city: "Oslo" },
      array_lines: [{ email: "secret" }],
    });
    await snowflake.apply({ orders: { delivery: true, array_lines: true } });
    expect(await seen("orders")).not.to.include("secret");
    const found = await snowflake.query(
      "SELECT field, found FROM checks.orders WHERE finding = 'object or array instead of a value' ORDER BY field",
    );
    expect(found.map((row) => Object.values(row))).to.deep.equal([
      ["array_lines", 1],
      ["delivery", 1],
    ]);
  });

  it("when another collection comes, whose name is the same to Snowflake", async () => {
    await snowflake.apply({ "user.profiles": { contact: pii("email") } });
    await land("user.profiles", "user.profiles", { contact: "secret" });
    await snowflake.apply({ user_profiles: { contact: notPersonal("a test") } });
    expect(await seen("user_profiles")).to.equal("[]");
    const found = await snowflake.query(
      "SELECT found FROM checks.user_profiles WHERE finding = 'row of another folder'",
    );
    expect(found).to.deep.equal([{ FOUND: 1 }]);
  });

  it("when a class moves to another tag and to another kind", async () => {
    await snowflake.apply({ people: { code: pii("email") } });
    await land("people", "people", { code: "secret" });
    await snowflake.apply({ people: { code: phi("diagnosis") } });
    expect(await seen("people")).not.to.include("secret");
    expect(
      await snowflake.queryAs(["READER", "READ_PHI_DIAGNOSIS"], "SELECT code FROM analytics.people"),
    ).to.deep.equal([{ CODE: "secret" }]);
  });

  it("and after a change of the key, rows without the new key compete with none, are counted, and are never removed", async () => {
    await snowflake.apply({ people: { name: notPersonal("a test") } }, { landingDays: 30 });
    await land("people", "people", { name: "a" }, { name: "b" }, { name: "c" });
    await snowflake.apply({ people: { number: "key", name: notPersonal("a test") } }, { landingDays: 30 });
    expect(await seen("people")).to.equal("[]");
    const found = await snowflake.query("SELECT found FROM checks.people WHERE finding = 'row without its key'");
    expect(found).to.deep.equal([{ FOUND: 3 }]);
    await snowflake.query("UPDATE landing.people SET _loaded_at = DATEADD(DAY, -31, CURRENT_TIMESTAMP())");
    await snowflake.query("EXECUTE TASK landing.people_superseded");
    expect(await snowflake.query("SELECT COUNT(*) AS n FROM landing.people")).to.deep.equal([{ N: 3 }]);
  });

  it("hides equal values of two kinds by different texts", async () => {
    await snowflake.apply({ people: { customer: pii("customer_id"), patient: phi("patient_id") } });
    await land("people", "people", { customer: "17", patient: "17" });
    const [row] = await snowflake.queryAs(["READER"], "SELECT customer, patient FROM analytics.people");
    expect(row?.CUSTOMER)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.to.equal(row?.PATIENT);
  });

  it("and a number that its mask could not show is NULL and counted, and fails no query", async () => {
    await snowflake.apply({
      people: { number: pii("national_id", "integer"), income: pii("income", "decimal(38,30)") },
    });
    await land("people", "people", { number: "19420123456", income: "1.5" });
    const roles = ["READER", "READ_PII_NATIONAL_ID", "READ_PII_INCOME"];
    const [row] = await snowflake.queryAs(roles, "SELECT number, income FROM analytics.people");
    expect(row).to.deep.equal({ NUMBER: null, INCOME: 1.5 });
    const found = await snowflake.query(
      "SELECT field, found FROM checks.people WHERE finding = 'not of its type' ORDER BY 1",
    );
    expect(found.map((each) => Object.values(each))).to.deep.equal([
      ["income", 0],
      ["number", 1],
    ]);
  });
});
