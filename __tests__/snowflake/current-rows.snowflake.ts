import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { OTHER_STACK, type SnowflakeEnvironment, STACK, startEnvironment } from "./environment.ts";

const TICKETS: Contract = { state: true };
const PAIRS: Contract = { _id: { tenant: "key", number: "key" }, state: true };

const EARLY = "2026-02-22 10:15:00.000000";
const LATE = "2026-02-22 10:16:00.000000";
const LATEST = "2026-02-22 10:17:00.000000";
const LOAD = "LOAD00000001.1f0c9a3e.json.gz";
const CHANGES = "20260222-101600000.1f0c9a3e.json.gz";
const MORE_CHANGES = "20260222-101700000.1f0c9a3e.json.gz";

/** A row of a ticket: key, time, operation, state. */
type Change = readonly [key: string, at: string, op: string, state: string];

describe("Snowflake's current rows", () => {
  /** Each test has a collection of its own. */
  const collections = Array.from({ length: 14 }, (_, at) => `tickets${at}`);
  let snowflake: SnowflakeEnvironment;
  let tickets = "";

  before(async () => {
    snowflake = await startEnvironment();
    await snowflake.apply({ ...Object.fromEntries(collections.map((name) => [name, TICKETS])), pairs: PAIRS });
  });
  after(() => snowflake.stop());
  beforeEach(() => {
    tickets = collections.pop() ?? "";
  });

  /** Loads one more file. The files of a test are written in the order in which it puts them. */
  async function put(file: string, changes: readonly Change[], stack?: string): Promise<void> {
    const rows = changes.map(([oid__id, dms_replicated_at, Op, state]) => ({ oid__id, dms_replicated_at, Op, state }));
    await snowflake.put(`${tickets}/${file}`, rows, stack);
    await snowflake.load(tickets);
  }

  async function states(): Promise<unknown[]> {
    const rows = await snowflake.query(`SELECT oid__id, state FROM analytics.${tickets} ORDER BY 1, 2`);
    return rows.map(({ OID__ID, STATE }) => [OID__ID, STATE]);
  }

  it("have the later row of a document, also if that is a load's and the change's file was written last", async () => {
    await put(LOAD, [["1", LATE, "I", "loaded"]]);
    await put(CHANGES, [["1", EARLY, "U", "changed before"]]);
    expect(await states()).to.deep.equal([["1", "loaded"]]);
  });

  it("prefer a change to a load of the same time, though LOAD sorts after digits", async () => {
    await put(CHANGES, [["1", EARLY, "U", "changed"]]);
    await put(LOAD, [["1", EARLY, "I", "loaded"]]);
    expect(await states()).to.deep.equal([["1", "changed"]]);
  });

  it("prefer the later change file, at the same time", async () => {
    await put(MORE_CHANGES, [["1", LATE, "U", "later file"]]);
    await put(CHANGES, [["1", LATE, "U", "earlier file"]]);
    expect(await states()).to.deep.equal([["1", "later file"]]);
  });

  it("prefer of two versions of a file the one that was written last, whatever their names", async () => {
    await put("20260222-101600000.ffffffff.json.gz", [["1", LATE, "U", "before the replay"]]);
    await put("20260222-101600000.00000000.json.gz", [["1", LATE, "U", "after the replay"]]);
    expect(await states()).to.deep.equal([["1", "after the replay"]]);
  });

  it("prefer the later row of a file", async () => {
    const changes = Array.from({ length: 12 }, (_, at): Change => ["1", LATE, "U", `change ${at}`]);
    await put(CHANGES, changes);
    expect(await states()).to.deep.equal([["1", "change 11"]]);
  });

  it("lack a document whose last row is a delete, and have one that was inserted after its delete", async () => {
    await put(LOAD, [
      ["1", EARLY, "I", "loaded"],
      ["2", EARLY, "I", "loaded"],
    ]);
    await put(CHANGES, [
      ["1", LATE, "D", ""],
      ["2", LATE, "D", ""],
      ["2", LATE, "I", "again"],
    ]);
    expect(await states()).to.deep.equal([["2", "again"]]);
  });

  it("have a document whose full load says no operation", async () => {
    await snowflake.put(`${tickets}/${LOAD}`, [{ oid__id: "1", dms_replicated_at: EARLY, state: "loaded" }]);
    await snowflake.load(tickets);
    expect(await states()).to.deep.equal([["1", "loaded"]]);
  });

  it("are the same after a delete that comes late, and after every file is loaded twice", async () => {
    await put(MORE_CHANGES, [["1", LATEST, "D", ""]]);
    await put(LOAD, [
      ["1", EARLY, "I", "loaded"],
      ["2", EARLY, "I", "loaded"],
    ]);
    await put(CHANGES, [["1", LATE, "U", "changed"]]);
    const before = await states();
    expect(before).to.deep.equal([["2", "loaded"]]);
    const landing = `CLEARWELL_PRODUCTION.landing_legion.${tickets}`;
    await snowflake.query(`INSERT INTO ${landing} SELECT * FROM ${landing}`);
    expect(await states()).to.deep.equal(before);
  });

  it("take documents of two stacks for two, also if they have one key", async () => {
    await put(LOAD, [["1", EARLY, "I", "here"]]);
    await put(LOAD, [["1", LATE, "I", "there"]], OTHER_STACK);
    expect(await states()).to.deep.equal([
      ["1", "here"],
      ["1", "there"],
    ]);
    const stacks = await snowflake.query(`SELECT _stack, state FROM analytics.${tickets} ORDER BY 1`);
    expect(stacks).to.deep.equal([
      { _STACK: OTHER_STACK, STATE: "there" },
      { _STACK: STACK, STATE: "here" },
    ]);
  });

  it("tell compound keys apart by every part", async () => {
    const row = (tenant: string, number: string, state: string) => {
      return { _id: { tenant, number }, dms_replicated_at: EARLY, Op: "I", state };
    };
    await snowflake.put(`pairs/${LOAD}`, [
      row("a", "1", "x"),
      row("a", "2", "y"),
      row("b", "1", "z"),
      row("b", "1", "last"),
    ]);
    await snowflake.load("pairs");
    const found = await snowflake.query("SELECT _id_tenant, _id_number, state FROM analytics.pairs ORDER BY 1, 2");
    expect(found.map((each) => Object.values(each).join(" "))).to.deep.equal(["a 1 x", "a 2 y", "b 1 last"]);
  });

  describe("after a reload that brings no deletes", () => {
    /** What `ops start --reload` writes, and what `warehouse check` adds when the load has landed. */
    async function startLoad(at: string): Promise<void> {
      const values = `'${STACK}', 'legion/${tickets}', '${at}', NULL`;
      await snowflake.query(`INSERT INTO CLEARWELL_PRODUCTION.operations.loads SELECT ${values}`);
    }
    async function completeLoad(): Promise<void> {
      const where = `stack = '${STACK}' AND source_collection = 'legion/${tickets}'`;
      await snowflake.query(`UPDATE CLEARWELL_PRODUCTION.operations.loads SET complete_at = SYSDATE() WHERE ${where}`);
    }

    beforeEach(async () => {
      await put(LOAD, [
        ["1", EARLY, "I", "loaded"],
        ["2", EARLY, "I", "loaded"],
      ]);
      await put(CHANGES, [["1", LATE, "U", "changed"]]);
      // The position in the oplog is lost, and 2 is deleted at the source. Then the same file name comes again.
      await startLoad(LATEST);
      await put("LOAD00000001.9e3a7c51.json.gz", [["1", LATEST, "I", "reloaded"]]);
    });

    it("equal the source as soon as the load is complete", async () => {
      await completeLoad();
      expect(await states()).to.deep.equal([["1", "reloaded"]]);
    });

    it("keep the documents that the load has not brought yet, until it is complete", async () => {
      expect(await states()).to.deep.equal([
        ["1", "reloaded"],
        ["2", "loaded"],
      ]);
    });

    it("keep the documents of another stack", async () => {
      await put(LOAD, [["2", EARLY, "I", "there"]], OTHER_STACK);
      await completeLoad();
      expect(await states()).to.deep.equal([
        ["1", "reloaded"],
        ["2", "there"],
      ]);
    });

    it("take changes that came after the load", async () => {
      await completeLoad();
      await put("20260222-101900000.1f0c9a3e.json.gz", [["3", "2026-02-22 10:19:00.000000", "I", "new"]]);
      expect(await states()).to.deep.equal([
        ["1", "reloaded"],
        ["3", "new"],
      ]);
    });
  });
});
