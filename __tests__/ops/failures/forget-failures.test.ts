import { expect } from "chai";
import { cleanerRecord, pointer, s3Event } from "./records.ts";
import { World } from "./world.ts";

describe("ops failures --forget", () => {
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.close());

  const failed = (...names: string[]) =>
    world.queue.send(
      cleanerRecord(s3Event(), ...names.map((name) => pointer(name, "e1", { code: `BROKEN_${name.toUpperCase()}` }))),
    );

  it("deletes the messages of the selected objects, and names them", async () => {
    const [, b] = [failed("a"), failed("b"), failed("a")];
    const { code, out } = await world.failures("--forget", "--object", "legion/tickets/a");
    expect(code).to.equal(0);
    expect(out).to.match(/Forgotten\n +legion\/tickets\/a +BROKEN_A$/);
    expect(world.queue.visible).to.deep.equal([b]);
    expect(world.invoked).to.deep.equal([]);
  });

  it("is refused without a selection, and together with a retry", async () => {
    const id = failed("a");
    for (const options of [["--forget"], ["--forget", "--retry", "--code", "BROKEN_A"]]) {
      const { code, err } = await world.failures(...options);
      expect(code).to.equal(2);
      expect(err).to.match(/--forget.*(needs --object|cannot be used with)/);
    }
    expect(world.queue.visible).to.deep.equal([id]);
  });

  it("keeps a message that is also about something else, and one that is not the cleaner's", async () => {
    const left = [failed("a", "b"), world.queue.send("hello")];
    const { code, out } = await world.failures("--forget", "--code", "BROKEN_A");
    expect(code).to.equal(1);
    expect(out).to.include("Nothing in the queue matches.").and.include("1 message not deleted");
    expect(world.queue.visible).to.deep.equal(left);
  });

  it("prints what was forgotten as JSON", async () => {
    failed("a");
    const { forgotten } = JSON.parse((await world.failures("--forget", "--collection", "tickets", "--json")).out);
    expect(forgotten).to.deep.equal([{ object: "mongodb-data/legion/tickets/a", code: "BROKEN_A", times: 1 }]);
  });
});
