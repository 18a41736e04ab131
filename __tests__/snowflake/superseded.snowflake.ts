import { expect } from "chai";
import { type SnowflakeEnvironment, startEnvironment } from "./environment.ts";

const RUN = "EXECUTE TASK CLEARWELL_PRODUCTION.landing_legion.tickets_superseded";
const AT = (minute: number) => `2026-02-22 10:${minute}:00.000000`;

describe("The task that removes superseded rows", () => {
  let snowflake: SnowflakeEnvironment;
  before(async () => {
    snowflake = await startEnvironment();
  });
  after(() => snowflake.stop());

  it("never removes the newest row of a document nor its delete, and removes others only when they are old", async () => {
    await snowflake.apply({ tickets: { state: true } }, { landingDays: 30 });
    const row = (oid__id: string, minute: number, Op: string) => ({
      state: `${minute}`,
      oid__id,
      dms_replicated_at: AT(minute),
      Op,
    });
    await snowflake.put("tickets/LOAD00000001.1f0c9a3e.json.gz", [
      row("1", 10, "I"),
      row("2", 10, "I"),
      row("3", 10, "I"),
    ]);
    await snowflake.put("tickets/20260222-101100000.1f0c9a3e.json.gz", [row("1", 11, "U"), row("2", 11, "D")]);
    await snowflake.load("tickets");
    // Every file is loaded twice.
    const landing = "CLEARWELL_PRODUCTION.landing_legion.tickets";
    await snowflake.query(`INSERT INTO ${landing} SELECT * FROM ${landing}`);
    const before = await current();

    await snowflake.query(RUN);
    expect(await landed(), "all are young").to.have.length(10);

    await snowflake.query(`UPDATE ${landing} SET _loaded_at = DATEADD(DAY, -31, CURRENT_TIMESTAMP())`);
    await snowflake.query(RUN);
    expect(await current()).to.deep.equal(before);
    expect(await landed()).to.deep.equal(["1 11 U", "1 11 U", "2 11 D", "2 11 D", "3 10 I", "3 10 I"]);
  });

  it("leaves rows alone that it can't compare: of another collection with the same name, and with a part of the key missing", async () => {
    const settings = { landingDays: 30 };
    await snowflake.apply({ "user.profiles": { city: "key", number: "key", state: true } }, settings);
    await snowflake.put("user.profiles/LOAD00000001.1f0c9a3e.json.gz", [
      { city: "Bergen", number: "1", state: "a", dms_replicated_at: AT(10), Op: "I" },
    ]);
    await snowflake.load("user.profiles");
    await snowflake.query("DROP PIPE landing.user_profiles_production_us_west_2");
    await snowflake.apply({ user_profiles: { city: "key", number: "key", state: true } }, settings);
    await snowflake.put("user_profiles/LOAD00000001.1f0c9a3e.json.gz", [
      { city: "Oslo", number: "1", state: "a", dms_replicated_at: AT(10), Op: "I" },
      { city: "Oslo", state: "b", dms_replicated_at: AT(10), Op: "I" },
      { city: "Oslo", state: "c", dms_replicated_at: AT(11), Op: "I" },
    ]);
    await snowflake.put("user_profiles/20260222-101100000.1f0c9a3e.json.gz", [
      { city: "Oslo", number: "1", state: "d", dms_replicated_at: AT(12), Op: "U" },
    ]);
    await snowflake.load("user_profiles");
    expect(await remainingAfterTheTask("user_profiles")).to.deep.equal(["a", "b", "c", "d"]);
  });

  it("keeps the last row of a document that a complete reload did not bring", async () => {
    await snowflake.apply({ visits: { state: true } }, { landingDays: 30 });
    const visit = (minute: number) => ({ oid__id: "1", state: `${minute}`, dms_replicated_at: AT(minute), Op: "U" });
    await snowflake.put("visits/20260222-101000000.1f0c9a3e.json.gz", [visit(10), visit(11)]);
    await snowflake.load("visits");
    await snowflake.query(
      `INSERT INTO CLEARWELL_PRODUCTION.operations.loads (stack, source_collection, started_at, complete_at)
       VALUES ('production-us-west-2', 'legion/visits', '${AT(12)}', SYSDATE())`,
    );
    expect(await remainingAfterTheTask("visits")).to.deep.equal(["11"]);
  });

  /** States of the rows in a landing table after the task, all of which are old. */
  async function remainingAfterTheTask(collection: string): Promise<unknown[]> {
    await snowflake.query(`UPDATE landing.${collection} SET _loaded_at = DATEADD(DAY, -31, CURRENT_TIMESTAMP())`);
    await snowflake.query(`EXECUTE TASK landing.${collection}_superseded`);
    const rows = await snowflake.query(`SELECT src:"state"::VARCHAR AS state FROM landing.${collection} ORDER BY 1`);
    return rows.map(({ STATE }) => STATE);
  }

  async function current(): Promise<unknown[]> {
    return snowflake.query("SELECT oid__id, state FROM analytics.tickets ORDER BY 1");
  }

  async function landed(): Promise<unknown[]> {
    const rows = await snowflake.query(
      'SELECT src:"oid__id"::VARCHAR AS id, src:"state"::VARCHAR AS state, src:"Op"::VARCHAR AS op FROM landing.tickets ORDER BY 1',
    );
    return rows.map((row) => Object.values(row).join(" "));
  }
});
