import { BatchExecuteStatementCommand, DescribeStatementCommand } from "@aws-sdk/client-redshift-data";
import { expect } from "chai";
import type pg from "pg";
import { runTransaction } from "../../functions/process/warehouse.ts";
import { storedObject } from "../../local/s3-object.ts";
import { loadStatements } from "../../warehouse/redshift/load.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import type { Statement } from "../../warehouse/redshift/statement.ts";
import { until } from "../e2e/until.ts";
import { int, type RawRow, string } from "./documents.ts";
import { collectionWith, startWorld, type World } from "./world.ts";

const ORDERS = collectionWith("orders", { status: true, amount: "integer" });
const CASES = collectionWith("cases", { title: true });

const rows = (...ids: string[]): RawRow[] =>
  ids.map((id) => ({ id, op: "c", document: { status: string("open"), amount: int(1) } }));

describe("A load into Redshift", function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await world.extract(ORDERS, 1, rows("1"));
    await world.load(ORDERS);
  });
  after(() => world.close());

  const ids = async () => (await world.ask("SELECT _id FROM landing_shop.orders ORDER BY _id")).flat();
  const loads = async (collection = "orders") =>
    (await world.ask(`SELECT batch FROM loads_shop.${collection} WHERE batch <> '' ORDER BY batch`)).flat();
  const isWaiting = async () => (await world.ask("SELECT 1 FROM pg_locks WHERE NOT granted")).length > 0;
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "no error",
      ({ code }: { code: string }) => code,
    );

  for (const isolation of ["SERIALIZABLE", "REPEATABLE READ"] as const)
    it(`by two runs of the same collection at once loads each batch once, at ${isolation}`, async () => {
      world.api.isolation = isolation;
      await world.extract(ORDERS, 2, rows("2"));
      await world.extract(ORDERS, 3, [{ id: "2", op: "d" }, ...rows("3")]);
      let copies = 0;
      const attempts: string[] = [];
      world.api.beforeStatement = async (sql) => {
        attempts.push(sql);
        // The first transaction goes on when the other waits for its lock, or has come as far.
        if (!sql.startsWith("COPY") || ++copies > 1) return;
        await until("the other transaction to wait", async () => copies > 1 || (await isWaiting()) || undefined);
      };
      await Promise.all([world.load(ORDERS), world.load(ORDERS)]);
      expect(await loads()).to.deep.equal(["00000001", "00000002", "00000003"]);
      expect(await ids()).to.deep.equal(["1", "3"]);
      expect(
        attempts.filter((sql) => sql.startsWith("COPY")),
        "one waits for the other",
      ).to.have.length(2);
    });

  it("by runs of two collections at once loads both, also the first time", async () => {
    await world.clear();
    await world.extract(ORDERS, 1, rows("1"));
    await world.extract(CASES, 1, [{ id: "1", op: "r", document: { title: string("a") } }]);
    await Promise.all([world.load(ORDERS), world.load(CASES), world.load(CASES)]);
    expect([await loads(), await loads("cases")]).to.deep.equal([["00000001"], ["00000001"]]);
  });

  it("that is cut off between any two statements leaves nothing, and the next run loads it", async () => {
    await world.extract(ORDERS, 2, [{ id: "1", op: "d" }, ...rows("2")]);
    const steps = 10;
    for (let cut = 0; cut < steps; cut++) {
      let at = 0;
      world.api.beforeStatement = async (sql: string, connection: pg.Client) => {
        if (!/^(LOCK|SELECT 1|CREATE TEMP|COPY|DELETE|INSERT|DROP)/.test(sql) || at++ !== cut) return;
        await connection.query("SELECT pg_terminate_backend(pg_backend_pid())");
      };
      expect(await codeOf(world.load(ORDERS)), `cut before statement ${cut + 1}`).to.equal("LOAD_FAILED");
      expect([await ids(), await loads()]).to.deep.equal([["1"], ["00000001"]]);
    }
    world.api.beforeStatement = undefined;
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000002"]);
    expect(await ids()).to.deep.equal(["2"]);
  });

  it("whose client dies while it runs is not loaded a second time", async () => {
    await world.extract(ORDERS, 2, rows("2"));
    const dies = { ...world.warehouse, wait: () => Promise.reject(new Error("killed")) };
    const begun: string[] = [];
    let proceed = () => {};
    const held = new Promise<void>((resolve) => {
      proceed = resolve;
    });
    world.api.beforeStatement = async (sql) => {
      if (sql.startsWith("COPY")) begun.push(sql);
      if (sql.startsWith("COPY") && begun.length === 1) await held;
    };
    const once = { ...dies, wait: async (ms: number) => (begun.length > 0 ? dies.wait() : world.warehouse.wait(ms)) };
    expect(await codeOf(world.load(ORDERS, { warehouse: once }))).to.equal(undefined);
    const second = world.load(ORDERS);
    proceed();
    await second;
    expect(await loads()).to.deep.equal(["00000001", "00000002"]);
    expect(await ids()).to.deep.equal(["1", "2"]);
  });

  it("is tried again after a serialization failure and after a deadlock, and no other error is", async () => {
    await world.extract(ORDERS, 2, rows("2"));
    const messages = [
      "1023 DETAIL: Serializable isolation violation on table - 100123, transactions forming the cycle are: 1, 2",
      "deadlock detected",
    ];
    world.api.beforeStatement = (sql) => {
      const message = sql.startsWith("DELETE") ? messages.pop() : undefined;
      if (message !== undefined) throw new Error(message);
    };
    expect((await world.load(ORDERS)).batches).to.deep.equal(["00000002"]);
    await world.extract(ORDERS, 3, rows("3"));
    let attempts = 0;
    world.api.beforeStatement = (sql) => {
      if (!sql.startsWith("COPY")) return;
      attempts++;
      throw new Error("Spectrum Scan Error code: 15007: Ann Smith");
    };
    const failed = await world.load(ORDERS).catch((error: unknown) => error);
    expect(attempts).to.equal(1);
    expect(failed).to.deep.include({ code: "LOAD_FAILED" });
    expect(failed).to.have.property("details").that.includes({ step: "copy", number: "15007" });
    expect(JSON.stringify(failed) + String(failed), "no value in an error").not.to.include("Ann");
  });

  it("gives up after eight conflicts, for AWS Batch to try again", async () => {
    await world.extract(ORDERS, 2, rows("2"));
    let attempts = 0;
    world.api.beforeStatement = (sql) => {
      if (!sql.startsWith("COPY")) return;
      attempts++;
      throw new Error("deadlock detected");
    };
    expect(await codeOf(world.load(ORDERS))).to.equal("LOAD_CONFLICT");
    expect(attempts).to.equal(8);
  });

  describe("whose files are not as they should be", () => {
    let statements: readonly Statement[];
    const manifestKey = "staged/shop/orders/00000002.manifest";
    const refused = () => codeOf(runTransaction(world.warehouse, statements));

    beforeEach(async () => {
      await world.extract(ORDERS, 2, rows("2"));
      world.api.beforeStatement = (sql) => {
        if (sql.startsWith("COPY")) throw new Error("not now");
      };
      await codeOf(world.load(ORDERS));
      world.api.beforeStatement = undefined;
      const schema = world.stored<Registered>("schema/shop/orders.json") as Registered;
      statements = load(schema);
    });

    function load(schema: Registered, count = 1): readonly Statement[] {
      const batch = { batch: "00000002", after: "00000001", rows: count, sha256: "" };
      const source = {
        manifest: `s3://clearwell-documents/${manifestKey}`,
        roleArn: "arn:aws:iam::111122223333:role/copy",
      };
      return loadStatements(ORDERS, schema, batch, source);
    }

    it("loads if they are", async () => {
      expect(await runTransaction(world.warehouse, statements)).to.deep.equal({ committed: true });
      expect(await ids()).to.deep.equal(["1", "2"]);
    });

    it("is refused if the columns are in another order, because COPY goes by position", async () => {
      const schema = world.stored<Registered>("schema/shop/orders.json") as Registered;
      statements = load({ ...schema, columns: schema.columns.toReversed() });
      expect(await refused()).to.equal("LOAD_FAILED");
    });

    it("is refused if a file is gone, or has another length than its manifest says", async () => {
      const file = "clearwell-documents/staged/shop/orders/00000002.parquet";
      const object = world.s3.objects.get(file);
      world.s3.objects.set(file, storedObject(Buffer.from("PAR1")));
      expect(await refused(), "length").to.equal("LOAD_FAILED");
      world.s3.objects.delete(file);
      expect(await refused(), "gone").to.equal("LOAD_FAILED");
      if (object !== undefined) world.s3.objects.set(file, object);
      world.s3.objects.delete(`clearwell-documents/${manifestKey}`);
      expect(await refused(), "no manifest").to.equal("LOAD_FAILED");
      expect(await ids()).to.deep.equal(["1"]);
    });

    it("ends at the guard of the rows if the file has another number of rows, and leaves nothing", async () => {
      statements = load(world.stored<Registered>("schema/shop/orders.json") as Registered, 2);
      expect(await runTransaction(world.warehouse, statements)).to.deep.equal({ committed: false, guard: "rows" });
      expect([await ids(), await loads()]).to.deep.equal([["1"], ["00000001"]]);
    });

    it("runs once for one client token, whose second request gives the same statement", async () => {
      const { client, target } = world.warehouse;
      const request = { ...target, Sqls: statements.map(({ sql }) => sql), ClientToken: "one" };
      const [one, two] = await Promise.all([0, 1].map(() => client.send(new BatchExecuteStatementCommand(request))));
      expect(one?.Id).to.equal(two?.Id);
      for (let status: string | undefined; status !== "FINISHED"; await world.warehouse.wait(5))
        ({ Status: status } = await client.send(new DescribeStatementCommand({ Id: one?.Id })));
      expect(await loads()).to.deep.equal(["00000001", "00000002"]);
    });
  });
});
