import { expect } from "chai";
import { ticketsFile } from "./documents.ts";
import { world } from "./setup.ts";

interface Status {
  readonly stacks: readonly {
    readonly stack: string;
    readonly collections: readonly {
      readonly collection: string;
      readonly raw: unknown;
      readonly clean: unknown;
      readonly header: unknown;
    }[];
    readonly problems: readonly { readonly where: string; readonly problem: string }[];
  }[];
}

describe("`ops status` in an emulator of AWS", () => {
  it("finds every stack as in this repository, except DMS, which the emulator lacks", async () => {
    const { primary, ops } = world();
    await primary.put("mongodb-data/legion/tickets/seen/LOAD00000001.csv.gz", ticketsFile(["open"]));
    await primary.clean("production-us-west-2/clean/legion/tickets/seen/");
    const { stacks } = (await ops("status")).json as Status;
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(["production-us-west-2", "production-us-east-1"]);
    for (const stack of stacks) {
      expect(stack).to.deep.include({
        task: null,
        engine: null,
        rawNotification: "present",
        cleanNotification: "present",
      });
      expect(stack).to.have.property("cleaner").that.deep.includes({ otherMasks: [], otherSettings: [] });
      expect(stack).to.have.property("failures").that.is.a("number");
      const isExpected = ({ where }: { readonly where: string }) => ["task", "engine", "failure queue"].includes(where);
      expect(stack.problems.filter((problem) => !isExpected(problem))).to.deep.equal([]);
    }
    const tickets = stacks[0]?.collections.find(({ collection }) => collection === "tickets");
    expect(tickets?.raw).to.have.all.keys("key", "at");
    expect(tickets?.clean).to.have.all.keys("key", "at");
    expect(tickets?.header).to.deep.include({ refusal: null, columns: 5, dropped: ["email"], absent: ["address"] });
  });

  it("says what is wrong with the header of an object that the operator may not read", async () => {
    const { primary, ops } = world();
    const key = "mongodb-data/legion/tickets/seen/LOAD00000002.csv";
    await primary.put(key, "ann@example.org;open\nbob@example.org;done\n");
    await primary.failure(key);
    const { code, json } = await ops("status", "production-us-west-2");
    const found = (json as Status).stacks.flatMap(({ problems }) => problems).find(({ where }) => where === "tickets");
    expect({ code, problem: found?.problem }).to.deep.equal({
      code: 1,
      problem: `the newest RAW object would fail with HEADER_UNLISTED: ${key}`,
    });
    expect(JSON.stringify(json)).not.to.match(/@example/);
  });
});
