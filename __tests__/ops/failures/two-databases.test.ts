import { expect } from "chai";
import type { Sources } from "../../../contracts/source.ts";
import { legionOf, PRIMARY } from "../../stacks/fixtures.ts";
import { cleanerRecord, pointer, s3Event } from "./records.ts";
import { World } from "./world.ts";

describe("ops failures on a stack with two databases", () => {
  const sources: Sources = {
    legion: { engine: "mongodb", collections: { tickets: { state: true } } },
    shop: { engine: "mongodb", collections: { orders: { total: true } } },
  };
  const databases = { legion: legionOf(PRIMARY), shop: legionOf(PRIMARY) };
  const two = { environments: [{ ...PRIMARY, databases, firstDatabase: "legion" }], sources };
  let world: World;

  beforeEach(async () => {
    world = await World.start();
  });
  afterEach(() => world.close());

  const failed = (path: string) =>
    world.queue.send(cleanerRecord(s3Event(), pointer("a", "e1", { key: `mongodb-data/${path}/a` })));

  it("names each collection as the stack does", async () => {
    failed("legion/tickets");
    failed("shop/orders");
    const { failures } = JSON.parse((await world.failuresOf(two, "--json")).out);
    const collections = failures.map(({ collection }: { readonly collection: string }) => collection);
    expect(collections).to.deep.equal(["tickets", "shop/orders"]);
  });

  it("gives up only those of the collection that is listed, not of one of that name which another database had", async () => {
    const [, other] = [failed("legion/tickets"), failed("shop/tickets")];
    const { code } = await world.failuresOf(two, "--forget", "--collection", "tickets");
    expect(code).to.equal(0);
    expect(world.queue.visible).to.deep.equal([other]);
  });
});
