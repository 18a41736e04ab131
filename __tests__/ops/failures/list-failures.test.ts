import { expect } from "chai";
import { AwsFault } from "../fake-aws.ts";
import { cleanerRecord, FOLDER, pointer, record, s3Event } from "./records.ts";
import { World } from "./world.ts";

describe("ops failures", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.close());

  const failed = (name: string, etag: string, over: object = {}) =>
    world.queue.send(cleanerRecord(s3Event([name, etag]), pointer(name, etag, over)));
  const list = async (...options: string[]) => {
    const { code, out, err } = await world.failures("--json", ...options);
    return { code, err, ...JSON.parse(out) };
  };

  it("says that nothing failed if the queue is empty", async () => {
    const { code, out } = await world.failures();
    expect({ code, out }).to.deep.equal({ code: 0, out: "Nothing failed." });
  });

  it("shows each object with code, position, number of times, first and last time, and until when RAW has it", async () => {
    const etag = world.put("a.csv.gz");
    failed("a.csv.gz", etag, { column: "address.country" });
    failed("a.csv.gz", etag, { column: "address.country" });
    failed("b.csv.gz", "e2");
    const { code, out } = await world.failures();
    expect(code).to.equal(1);
    expect(out.split("\n")[2]?.trim().split(/ {2,}/)).to.deep.equal([
      "legion/tickets/a.csv.gz",
      "RECORD_WIDTH",
      "address.country",
      "7",
      "2",
      "2026-11-20 10:15",
      "2026-11-20 10:15",
      "until 2026-11-28 00:00",
    ]);
    expect(out.match(/The record is not aligned/g), "the explanation, once").to.have.length(1);
  });

  it("prints the same as JSON", async () => {
    const etag = world.put("a.csv.gz");
    failed("a.csv.gz", etag);
    const { code, failures, explanations } = await list();
    expect(code).to.equal(1);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.deep.include({
      collection: "tickets",
      key: `${FOLDER}/a.csv.gz`,
      etag,
      code: "RECORD_WIDTH",
      line: 7,
    });
    expect(failures[0]).to.deep.include({ times: 1, raw: { state: "there", expires: "2026-11-28T00:00:00.000Z" } });
    expect(explanations.RECORD_WIDTH).to.include("Reload the collection");
  });

  it("says which objects have a newer version in RAW, and which are gone", async () => {
    world.put("a.csv.gz");
    failed("a.csv.gz", "older");
    failed("b.csv.gz", "e2");
    world.put("b.csv.gz.longer");
    const { failures } = await list();
    expect(failures.map(({ raw }: { raw: { state: string } }) => raw.state)).to.deep.equal(["overwritten", "gone"]);
    const { out } = await world.failures();
    expect(out)
      .to.match(/a\.csv\.gz .* newer, until 2026-11-28/)
      .and.to.match(/b\.csv\.gz .* gone$/m);
  });

  it("deletes and hides no message, and reads no object, which only the cleaner may", async () => {
    const ids = ["a", "b", "c"].map((name) => failed(name, "e"));
    await world.failures();
    expect(world.queue.visible).to.deep.equal(ids);
    expect(world.s3.requests.map(({ method, key }) => [method, key])).to.deep.equal([
      ["GET", ""],
      ["GET", ""],
      ["GET", ""],
    ]);
  });

  it("releases the messages if it fails", async () => {
    const ids = [failed("a", "e1"), failed("b", "e2")];
    world.s3.onRequest = () => ({ status: 403, code: "AccessDenied" });
    const { code, err } = await world.failures();
    expect(code).to.equal(1);
    expect(err).to.include("AccessDenied");
    expect(world.queue.visible).to.deep.equal(ids);
  });

  it("reads the whole queue, each message once, if SQS returns few at a time", async () => {
    world.queue.batch = 3;
    for (let each = 0; each < 25; each++) failed(`${each}`, "e");
    const { failures, elsewhere, isGrowing, err } = await list();
    expect(err.split("\n").slice(0, 2), "progress").to.deep.equal(["12 messages", "21 messages"]);
    expect(failures).to.have.length(25);
    expect({ elsewhere, isGrowing }).to.deep.equal({ elsewhere: 0, isGrowing: false });
  });

  it("counts a message once that is received twice, and can still delete it", async () => {
    world.put("a");
    failed("a", "e1");
    let asked = 0;
    world.queue.onReceive = () => {
      if (++asked === 2) world.queue.showAll();
    };
    expect((await list()).failures[0]).to.include({ times: 1 });
    asked = 0;
    expect((await world.failures("--retry")).code).to.equal(0);
    expect(world.queue.all).to.deep.equal([]);
  });

  it("ends if the queue keeps growing, with all messages from before, and says so", async () => {
    world.queue.batch = 1;
    for (let each = 0; each < 30; each++) failed(`old${each}`, "e");
    const later = new Date("2026-11-21T12:00:01Z");
    world.queue.onReceive = () => void world.queue.send(record(s3Event(["new", "e"]), null), later);
    const { failures, isGrowing } = await list();
    expect(failures.filter(({ key }: { key: string }) => key.includes("old"))).to.have.length(30);
    expect(isGrowing).to.equal(true);
  });

  it("says that another reader hides messages", async () => {
    failed("a", "e1");
    world.queue.hide(failed("b", "e2"));
    const { failures, elsewhere } = await list();
    expect([failures.length, elsewhere]).to.deep.equal([1, 1]);
    expect((await world.failures()).out).to.include("About 1 message more");
  });

  it("lists a message that is not the cleaner's, without its text", async () => {
    const id = world.queue.send('{"email":"ann@example.org"}');
    const { code, out } = await world.failures();
    expect(code).to.equal(1);
    expect(out).to.include("Nothing failed").and.include(id).and.not.include("ann@");
    expect((await list()).foreign).to.deep.equal([{ messageId: id, sent: "2026-11-20T10:15:00.000Z" }]);
  });

  it("replaces control characters of a key, which a terminal would interpret", async () => {
    failed("a\u001b[2J\u202e", "e1");
    expect((await world.failures()).out).to.include("a\uFFFD[2J\uFFFD");
  });

  it("does not explain an unknown code, and does not show the message's text instead", async () => {
    failed("a", "e1", { code: "FROM_THE_FUTURE", explanation: "ann@example.org" });
    const { out } = await world.failures();
    expect(out).to.include("FROM_THE_FUTURE  This code is unknown here").and.not.include("ann@");
  });

  it("lists only what is selected", async () => {
    failed("a", "e1");
    failed("b", "e2", { code: "GZIP_BROKEN" });
    const keys = async (...options: string[]) =>
      (await list(...options)).failures.map(({ key }: { key: string }) => key.slice(-1)).join("");
    expect(await keys("--code", "GZIP_BROKEN")).to.equal("b");
    expect(await keys("--collection", "tickets")).to.equal("ab");
    expect(await keys("--collection", "ticket")).to.equal("");
    expect(await keys("--object", "legion/tickets/a")).to.equal("a");
    expect(await keys("--object", `${FOLDER}/a`)).to.equal("a");
  });

  it("says that nothing matches, and suggests the name that was probably meant by an unknown one", async () => {
    failed("a", "e1");
    const { code, out, err } = await world.failures("--collection", "ticket", "--code", "GZIP_BROKE");
    expect({ code, out }).to.deep.equal({ code: 0, out: "Nothing in the queue matches." });
    expect(err.split("\n").slice(0, 2)).to.deep.equal([
      "ticket is not in the allow-list. Did you mean tickets? Listed: tickets, invoices.",
      "The code GZIP_BROKE does not exist. Did you mean GZIP_BROKEN?",
    ]);
    expect((await world.failures("--collection", "tickets", "--code", "GZIP_BROKEN")).err).not.to.match(
      /does not exist|not in the allow-list/,
    );
  });

  it("says to deploy a stack that is not deployed", async () => {
    world.aws.on("GetQueueUrl", () => {
      throw new AwsFault("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
    });
    const { code, err } = await world.failures();
    expect(code).to.equal(1);
    expect(err).to.equal(
      "There is no queue clearwell-production-us-west-2-failures in us-west-2: deploy production-us-west-2 first.",
    );
  });
});
