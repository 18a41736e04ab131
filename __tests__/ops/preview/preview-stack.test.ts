import { expect } from "chai";
import { masksIn } from "../../../contracts/mask-of.ts";
import { describeCleaner } from "../../../functions/cleaner/description.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks, TODAY } from "../status/fake-stacks.ts";

const STACK = "production-us-west-2";

describe("ops preview --stack", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  const preview = (...args: string[]) => operate(["preview", "--stack", STACK, ...args], aws.endpoint);

  it("shows what the masks make of each collection's newest header in RAW", async () => {
    stacks.files.set("tickets", "oid__id,dms_replicated_at,State,contacts.ann@x.org\n1,2026-02-22,open,1\n");
    const { code, out, err } = await preview();
    expect(code).to.equal(0);
    expect(out.split("\n").slice(0, 6)).to.deep.equal([
      `tickets  mongodb-data/legion/tickets/${TODAY}.csv.gz`,
      "  2 of 4 columns kept",
      "  kept: oid__id, dms_replicated_at",
      "  dropped: State",
      "  dropped or not known: 1 column of which the name may be personal",
      "  listed, and not in it: state (did you mean State?), address",
    ]);
    expect(out)
      .to.include("invoices  mongodb-data/")
      .and.not.match(/ann|open/);
    expect(err.split("\n")).to.deep.equal(["tickets", "invoices"]);
  });

  it("exits with 1 if an object would fail, and says why and what to do", async () => {
    stacks.files.set("invoices", "Ann;Smith\nBob;Jones\n");
    const { code, out } = await preview();
    expect(code).to.equal(1);
    const [, invoices = ""] = out.split("invoices  ");
    expect(invoices.replaceAll(/\s+/g, " "))
      .to.include("It would fail with HEADER_UNLISTED: The first record has one column, so CsvDelimiter")
      .and.not.match(/Ann|Bob|Smith|Jones/);
    expect(
      Math.max(
        ...invoices
          .split("\n")
          .slice(1)
          .map((line) => line.length),
      ),
    ).to.be.at.most(80);
  });

  it("is one document with --json, and of a single collection with --collection", async () => {
    const { out } = await preview("--json", "--collection", "invoices");
    const { stack, collections } = JSON.parse(out);
    expect(stack).to.equal(STACK);
    expect(collections).to.have.length(1);
    expect(collections[0]).to.include({ collection: "invoices" });
    expect(collections[0].header).to.include({ refusal: null, columns: 6 });
  });

  it("says of a collection without an object that there is none", async () => {
    for (const key of [...stacks.objects.keys()]) if (key.includes("/tickets/")) stacks.objects.delete(key);
    const { code, out } = await preview();
    expect(code).to.equal(0);
    expect(out).to.include("tickets\n  RAW has no object of it");
  });

  it("says of a header that no row follows that it may be a row, and no name of it", async () => {
    stacks.files.set("tickets", "oid__id,Ann\u001e1,Bob\u001e");
    const { out } = await preview("--collection", "tickets");
    expect(out)
      .to.include("No row follows the header")
      .and.include("dropped or not known: 3 columns")
      .and.not.match(/Ann|Bob|not in it/);
  });

  it("cuts long lists of names short", async () => {
    const names = Array.from({ length: 900 }, (_, index) => `map.${index}`);
    stacks.files.set("tickets", `oid__id,dms_replicated_at,${names.join()}\n1,2026-02-22${",".repeat(900)}\n`);
    expect((await preview()).out.replaceAll(/\s+/g, " ")).to.include("map.49, … 850 more");
  });

  it("refuses a cleaner that is older than the question, and asks it nothing else", async () => {
    const { checksHeaders: _none, ...description } = describeCleaner(
      { legion: masksIn(ALLOW_LIST) },
      cleanerSettings(PRIMARY),
    );
    aws.on("POST /2015-03-31/functions/*", () => description);
    const { code, err } = await preview();
    expect(code).to.equal(1);
    expect(err).to.include("older than this check").and.include("Preview a RAW file");
    expect(aws.calls.filter(({ operation }) => operation.startsWith("POST /2015"))).to.have.length(1);
  });

  it("demands a file or a stack, a listed collection, and shows no values of RAW", async () => {
    const wrong: readonly [args: string[], message: string][] = [
      [[], "Give a RAW file on this machine, or --stack"],
      [["--stack", STACK, "--collection", "ticket"], "Did you mean tickets?"],
      [["--stack", STACK, "--show-values"], "nobody may read the rows in RAW"],
      [["--stack", "production-us-west-3"], "There is no stack"],
    ];
    for (const [args, message] of wrong) {
      const { code, err } = await operate(["preview", ...args], aws.endpoint);
      expect(code).to.equal(2);
      expect(err).to.include(message);
    }
  });
});
