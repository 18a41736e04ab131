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
