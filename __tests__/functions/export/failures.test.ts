import { expect } from "chai";
import type { ExportError } from "../../../functions/export/export-error.ts";
import { parseEvent } from "../../../functions/export/export-event.ts";
import { finish } from "../../../functions/export/finish.ts";
import { handleEvent } from "../../../functions/export/handle-event.ts";
import { poll } from "../../../functions/export/poll.ts";
import { start } from "../../../functions/export/start.ts";
import { ExportTelemetry } from "../../../functions/export/telemetry.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { addOrders, BUCKET, exportTable, startOf, startWorld, type World } from "./world.ts";

describe("An export that fails", () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
    await addOrders(world, "1|'a secret'|'2026-07-26 10:00:00'");
  });
  afterEach(() => world.close());

  const codeOf = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "none",
      (error: ExportError) => error.code,
    );
  const manifests = () => [...world.s3.objects.keys()].filter((key) => key.endsWith("0130.json"));
  /** Started, and written. */
  const written = async () => {
    const started = await start(world.to, startOf("orders"));
    while ((await poll(world.to, started)).status === "running") await world.to.wait(0);
    return started;
  };

  it("is tried again while Snowflake is busy or an answer is lost, and the query runs once", async () => {
    const faults = [{ status: 429 }, { status: 503 }, { answer: "lost" } as const];
    world.snowflake.onRequest = ({ statement }) => (statement?.startsWith("COPY") ? faults.shift() : undefined);
    await exportTable(world, "orders");
    expect(world.pauses.filter((pause) => pause !== 10_000)).to.deep.equal([2000, 4000, 8000]);
    expect(world.snowflake.statements.filter((each) => each.startsWith("COPY"))).to.have.length(1);
    const ids = world.snowflake.requests
      .filter(({ statement }) => statement?.startsWith("COPY"))
      .map((each) => each.requestId);
    expect(new Set(ids).size).to.equal(1);
  });

  it("says that Snowflake could not be reached after so many tries", async () => {
    world.snowflake.onRequest = () => ({ status: 429 });
    expect(await codeOf(start(world.to, startOf("orders")))).to.equal("SNOWFLAKE_UNREACHABLE");
    expect(world.pauses).to.have.length(4);
  });

  it("says that the login was refused, and does not try it again", async () => {
    world.snowflake.onRequest = () => ({ status: 401 });
    expect(await codeOf(start(world.to, startOf("orders")))).to.equal("SNOWFLAKE_LOGIN_REFUSED");
    expect(world.pauses).to.deep.equal([]);
  });

  it("says that the answer is none of Snowflake's if something else answers", async () => {
    world.snowflake.onRequest = () => ({ status: 200, body: "<html>a secret</html>" });
    expect(await codeOf(start(world.to, startOf("orders")))).to.equal("UNLOAD_UNREADABLE");
  });

  it("has Snowflake's number and the query's id if the statement fails, and not its message, which may quote the data", async () => {
    await world.duck.query("DROP VIEW export_market.orders");
    const started = await start(world.to, startOf("orders"));
    await poll(world.to, started);
    const error = await poll(world.to, started).then(
      () => undefined,
      (failure: ExportError) => failure,
    );
    expect(error).to.deep.include({ code: "UNLOAD_FAILED", name: "UNLOAD_FAILED" });
    expect(error?.where).to.deep.equal({
      table: "market.orders",
      batch: "20260727T0130",
      query: started.handle,
      snowflake: "002003",
    });
    expect(error?.message).not.to.include("Catalog");
  });

  it("commits nothing if a part is missing, has another size, or is one that Snowflake does not name", async () => {
    const breaks: ((key: string) => void)[] = [
      (key) => void world.s3.objects.delete(key),
      (key) => void world.s3.objects.set(key, storedObject(Buffer.from("shorter"))),
      (key) => void world.s3.objects.set(key.replace("_0.csv", "_1.csv"), storedObject(Buffer.from("more"))),
    ];
    for (const [at, breakPart] of breaks.entries()) {
      const started = await start(world.to, startOf("orders", { execution: `run-${at}` }));
      while ((await poll(world.to, started)).status === "running") await world.to.wait(0);
      const key = [...world.s3.objects.keys()].find((each) => each.includes(started.handle ?? "?")) ?? "";
      breakPart(key);
      expect(await codeOf(finish(world.to, started)), String(at)).to.equal("PARTS_DIFFER");
    }
    expect(manifests()).to.deep.equal([]);
  });

  it("ignores parts of other queries in the same folder", async () => {
    const started = await written();
    const folder = "data/batch/orders/year=2026/month=07/day=27/hhmm=0130";
    world.s3.objects.set(`${BUCKET}/${folder}/orders_part_of-another_0_0_0.csv.gz`, storedObject(Buffer.from("old")));
    expect(await finish(world.to, started)).to.deep.include({ parts: 1, rows: 1 });
  });

  it("commits nothing if it is asked to before the query has ended", async () => {
    const started = await start(world.to, startOf("orders"));
    expect(await codeOf(finish(world.to, started))).to.equal("UNLOAD_UNREADABLE");
    expect(manifests()).to.deep.equal([]);
  });

  it("can be tried again if S3 fails between the parts file and the manifest", async () => {
    const started = await written();
    world.s3.onRequest = ({ method, key }) =>
      method === "PUT" && key.endsWith("0130.json") ? { status: 503, code: "SlowDown" } : undefined;
    expect(await codeOf(finish(world.to, started))).to.equal("BUCKET_FAILED");
    world.s3.onRequest = undefined;
    expect(await finish(world.to, started)).to.deep.include({ already: false, rows: 1 });
  });

  it("does not end well if the manifest's answer was lost, and finds its batch when it is tried again", async () => {
    const started = await written();
    world.s3.onRequest = ({ method, key }) =>
      method === "PUT" && key.endsWith("0130.json") ? { response: "lost" } : undefined;
    expect(await codeOf(finish(world.to, started))).to.equal("BUCKET_FAILED");
    world.s3.onRequest = undefined;
    expect(await finish(world.to, started)).to.deep.include({ already: true, rows: 1 });
  });

  it("waits while S3 says that another write of the name is going on", async () => {
    const conflicts = [409, 409];
    world.s3.onRequest = ({ method, key }) => {
      const status = method === "PUT" && key.endsWith("0130.json") ? conflicts.shift() : undefined;
      return status === undefined ? undefined : { status, code: "ConditionalRequestConflict" };
    };
    expect(await exportTable(world, "orders")).to.deep.include({ already: false });
  });

  it("does not take changes for the full export that was asked for in the same minute", async () => {
    await exportTable(world, "orders", { time: "2026-07-26T01:30:00Z", execution: "run-0" });
    await exportTable(world, "orders");
    const full = exportTable(world, "orders", { full: true, execution: "run-2" });
    expect(await codeOf(full)).to.equal("BATCH_TAKEN");
  });

  it("does not guess where changes begin if the manifest before can't be read", async () => {
    await exportTable(world, "orders", { time: "2026-07-26T01:30:00Z" });
    world.s3.objects.set(`${BUCKET}/manifests/market/orders/20260726T0130.json`, storedObject(Buffer.from("{")));
    expect(await codeOf(start(world.to, startOf("orders")))).to.equal("MANIFEST_NOT_READABLE");
    expect(await exportTable(world, "orders", { full: true })).to.deep.include({ kind: "full" });
  });

  it("refuses a table that no contract lists, also if it has a name of every object, and events that it does not know", async () => {
    for (const table of ["cards", "constructor", "__proto__"])
      expect(await codeOf(start(world.to, startOf(table)))).to.equal("EXPORT_EVENT_UNKNOWN");
    const events = [
      null,
      "start",
      {},
      { step: "end" },
      { ...startOf("orders"), time: "soon" },
      { step: "poll", export: {} },
    ];
    for (const event of events) expect(() => parseEvent(event)).to.throw("EXPORT_EVENT_UNKNOWN");
    expect(world.snowflake.requests).to.deep.equal([]);
  });

  it("logs an alert, and throws an error without its cause", async () => {
    const lines: string[] = [];
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = (line) => lines.push(String(line)) > 0;
    try {
      world.snowflake.onRequest = () => ({ status: 401, body: '{"message":"a secret"}' });
      const error = await handleEvent(startOf("orders"), world.to, new ExportTelemetry("test")).then(
        () => undefined,
        (failure: Error) => failure,
      );
      expect(error?.cause).to.equal(undefined);
      expect(error?.message).to.include("market.orders");
    } finally {
      process.stderr.write = write;
    }
    expect(lines.join()).to.include("CLEARWELL_ALERT").and.include("SNOWFLAKE_LOGIN_REFUSED");
    expect(lines.join()).not.to.include("a secret");
  });
});
