import { S3Client } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { masksIn } from "../../../contracts/mask-of.ts";
import { handleEvent } from "../../../functions/cleaner/handle-event.ts";
import { cleanPrefix } from "../../../stacks/mongodb-to-snowflake/names.ts";
import { SETTINGS } from "../../functions/cleaner/settings.ts";
import { ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { AwsFault } from "../fake-aws.ts";
import { BUCKET, cleanerRecord, FOLDER, pointer, record, s3Event } from "./records.ts";
import { World } from "./world.ts";

describe("ops failures --retry", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.close());

  const failed = (name: string, etag: string) =>
    world.queue.send(cleanerRecord(s3Event([name, etag]), pointer(name, etag)));
  const retry = (...options: string[]) => world.failures("--retry", ...options);
  /** Name and version of the objects with which the function was invoked. */
  const given = () =>
    world.invoked.map(({ event }) => objectOf(event)).sort(([one], [other]) => one.localeCompare(other));

  it("invokes the function once for each object, asynchronously, and deletes its messages", async () => {
    const [a, b] = [world.put("a"), world.put("b", "state,oid__id\n")];
    for (const name of ["a", "a", "b"]) failed(name, name === "a" ? a : b);
    const { code, out } = await retry();
    expect(code).to.equal(0);
    expect(given()).to.deep.equal([
      ["a", a],
      ["b", b],
    ]);
    expect(world.invoked.map(({ type }) => type)).to.deep.equal(["Event", "Event"]);
    expect(world.queue.all).to.deep.equal([]);
    expect(world.aws.calls.map(({ operation }) => operation)).not.to.include("ChangeMessageVisibilityBatch");
    expect(out)
      .to.include("Lambda has accepted 2 objects")
      .and.include("npm run -s ops -- failures production-us-west-2");
  });

  it("cleans all objects but the one that fails again, which is in the list again, with the old times counted", async () => {
    for (const name of ["a", "b", "c"]) failed(name, world.put(name));
    failed("poison", world.put("poison", 'state,oid__id\n"open"x,1\n'));
    expect((await retry()).code).to.equal(0);
    await runFunction();
    const clean = [...world.s3.objects.keys()].filter((name) => name.startsWith("clean/"));
    expect(clean.map((name) => name.split("/").at(-1)?.slice(0, 1))).to.deep.equal(["a", "b", "c"]);
    const { failures } = JSON.parse((await world.failures("--json")).out);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({
      key: `${FOLDER}/poison`,
      code: "QUOTE_TRAILING",
      column: "state",
      line: 2,
      times: 2,
    });
    expect(failures[0].first).to.equal("2026-11-20T10:15:00.000Z");
  });

  it("cleans the newer version if the one that failed was overwritten, and says so", async () => {
    const newer = world.put("a");
    failed("a", "older");
    const { code, out } = await retry();
    expect(code).to.equal(0);
    expect(given()).to.deep.equal([["a", newer]]);
    expect(out).to.include("accepted: the newer version, which has overwritten the one that failed");
    expect(world.queue.all).to.deep.equal([]);
  });

  it("keeps in the list what is gone from RAW, and says what to do", async () => {
    const id = failed("a", "e1");
    const { code, out } = await retry();
    expect(code).to.equal(1);
    expect(given()).to.deep.equal([]);
    expect(world.queue.visible).to.deep.equal([id]);
    expect(out)
      .to.match(/tickets\/a .*gone from RAW/)
      .and.include("reload its collection, then --forget it");
  });

  it("keeps the messages of objects that Lambda refuses, and continues with the others", async () => {
    const ids = ["a", "b", "c"].map((name) => failed(name, world.put(name)));
    refuse((event) => objectOf(event)[0] === "b");
    const { code, out } = await retry();
    expect(code).to.equal(1);
    expect(given().map(([name]) => name)).to.deep.equal(["a", "c"]);
    expect(world.queue.visible).to.deep.equal([ids[1]]);
    expect(out)
      .to.match(/tickets\/b +refused/)
      .and.include("1 object: AWS: TooManyRequestsException: slow down.");
  });

  it("says that an object may be cleaned twice if its message could not be deleted, and deletes the others", async () => {
    const [a, b] = ["a", "b"].map((name) => failed(name, world.put(name)));
    world.queue.kept = a;
    const { code, out } = await retry();
    expect(code).to.equal(1);
    expect(given()).to.have.length(2);
    expect(world.queue.visible).to.deep.equal([a]);
    expect(world.queue.all).not.to.include(b);
    expect(out)
      .to.match(/tickets\/a +accepted, but its message/)
      .and.include("InternalError");
  });

  it("deletes a message about several objects only when all of them were accepted", async () => {
    const [a, b] = [world.put("a"), world.put("b")];
    const both = world.queue.send(cleanerRecord(s3Event(["a", a], ["b", b]), pointer("a", a), pointer("b", b)));
    refuse((event) => objectOf(event)[0] === "b");
    await retry();
    expect(world.queue.visible).to.deep.equal([both]);
    expect((await retry("--object", "legion/tickets/a")).code, "the selected object was accepted").to.equal(0);
    expect(world.queue.visible).to.deep.equal([both]);
    world.acceptAll();
    expect((await retry()).code).to.equal(0);
    expect(world.queue.all).to.deep.equal([]);
  });

  it("retries events for which the function never ran", async () => {
    const [a, b] = [world.put("a"), world.put("b")];
    world.queue.send(record(s3Event(["a", a], ["b", b]), null, "EventAgeExceeded"));
    expect((await retry()).code).to.equal(0);
    expect(given()).to.deep.equal([
      ["a", a],
      ["b", b],
    ]);
    expect(world.queue.all).to.deep.equal([]);
  });

  it("sends the event again as it was, if it named no object", async () => {
    world.queue.send(cleanerRecord({ hello: 1 }, { code: "EVENT_UNKNOWN", explanation: "" }));
    expect((await retry()).code).to.equal(0);
    expect(world.invoked[0]?.event).to.include({ hello: 1 });
    expect(world.queue.all).to.deep.equal([]);
  });

  it("never deletes a message that is not the cleaner's", async () => {
    const id = world.queue.send("hello");
    await retry();
    expect(world.invoked).to.deep.equal([]);
    expect(world.queue.visible).to.deep.equal([id]);
  });

  it("retries only what is selected", async () => {
    const ids = ["a", "b"].map((name) => failed(name, world.put(name)));
    await retry("--object", "legion/tickets/a");
    expect(given().map(([name]) => name)).to.deep.equal(["a"]);
    expect(world.queue.visible).to.deep.equal([ids[1]]);
  });

  it("prints the outcome of each as JSON", async () => {
    failed("a", world.put("a"));
    failed("b", "e2");
    const { retried, gone } = JSON.parse((await retry("--json")).out);
    expect(retried).to.deep.equal([{ object: `${FOLDER}/a`, newer: false, refused: null, kept: null }]);
    expect(gone).to.deep.equal([`${FOLDER}/b`]);
  });

  /** Runs the cleaner on the accepted events, and queues what fails, as Lambda does. */
  async function runFunction(): Promise<void> {
    const s3 = world.client(S3Client, "us-west-2");
    const environment = { ...SETTINGS, rawBucket: BUCKET, cleanPrefix: cleanPrefix(PRIMARY) };
    const telemetry = { cleaned: () => undefined, skipped: () => undefined, failed: () => undefined };
    for (const { event } of world.invoked) {
      await handleEvent(event, {
        environment,
        masks: { legion: masksIn(ALLOW_LIST) },
        buckets: { raw: s3, clean: s3 },
        telemetry,
      }).catch(({ message }: Error) =>
        world.queue.send(record(event, { errorType: "ObjectsFailed", errorMessage: message })),
      );
    }
  }

  function refuse(isRefused: (event: unknown) => boolean): void {
    world.accept((event) => {
      if (isRefused(event)) throw new AwsFault("TooManyRequestsException", "slow down", 429);
    });
  }
});

function objectOf(event: unknown): [name: string, etag: string] {
  const { key, etag } = (event as { detail: { object: { key: string; etag: string } } }).detail.object;
  return [key.split("/").at(-1) as string, etag];
}
