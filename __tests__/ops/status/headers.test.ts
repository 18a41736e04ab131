import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { masksIn } from "../../../contracts/mask-of.ts";
import { describeCleaner } from "../../../functions/cleaner/description.ts";
import { cleanerSettings } from "../../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks, TODAY } from "./fake-stacks.ts";

const STACK = "production-us-west-2";
const KEY = `mongodb-data/legion/tickets/${TODAY}.csv.gz`;

describe("ops status, of the headers in RAW,", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  const status = (differs = {}) => operate(["status", STACK], aws.endpoint, differs);

  async function found(differs = {}) {
    const { code, out } = await operate(["status", STACK, "--json"], aws.endpoint, differs);
    const [stack] = JSON.parse(out).stacks;
    expect(code).to.equal(stack.problems.length === 0 ? 0 : 1);
    return { problems: stack.problems, header: stack.collections[0].header };
  }

  it("says which collection's newest object would fail with why, its key, and what to do about it", async () => {
    const refusals: readonly [file: string | Buffer, problem: string, remedy: RegExp][] = [
      ["_id,dms_replicated_at\n1,2026-02-22\n", "KEY_ABSENT", /^The header lacks the key column.*"key" in the mask/],
      ["Ann,Smith\nBob,Jones\n", "HEADER_UNLISTED", /^The first record is not a header.*AddColumnName/],
      [gzipSync(gzipSync("oid__id\n1\n")), "HEADER_UNLISTED", /^The file is gzip within gzip/],
      ["oid__id,Ann\r1,Bob\r", "ROW_DELIMITER", /CsvRowDelimiter/],
      ["oid__id,Ann,Ann\n1,Bob,Bob\n", "HEADER_DUPLICATE, column #2", /^Two columns have one name/],
    ];
    for (const [file, code, remedy] of refusals) {
      stacks.files.set("tickets", file);
      const { problems } = await found();
      expect(problems).to.have.length(1);
      expect(problems[0]).to.include({
        where: "tickets",
        problem: `the newest RAW object would fail with ${code}: ${KEY}`,
      });
      expect(problems[0].remedy).to.match(remedy);
      const { out } = await status();
      expect(out)
        .to.match(/^ +RAW headers +1 refused$/m)
        .and.not.match(/Ann|Smith|Bob|Jones/);
    }
  });

  it("judges by the working tree's mask, for the next deploy brings that", async () => {
    stacks.files.set("tickets", "_id,dms_replicated_at,state\n1,2026-02-22,open\n");
    const mended = { ...ALLOW_LIST, tickets: { ...ALLOW_LIST.tickets, _id: "key" } } as const;
    expect((await found()).header.refusal).to.include({ code: "KEY_ABSENT" });
    expect((await found({ allowList: mended })).header).to.deep.include({
      refusal: null,
      kept: ["_id", "dms_replicated_at", "state"],
    });
    stacks.deploy(mended, cleanerSettings(PRIMARY));
    expect((await found()).header.refusal).to.include({ code: "KEY_ABSENT" });
    expect((await found({ allowList: mended })).problems).to.deep.equal([]);
  });

  it("shows which dropped column was probably meant, and files that have no row: both may be right", async () => {
    stacks.files.set("tickets", "oid__id,dms_replicated_at,State\n1,2026-02-22,open\n");
    stacks.headerOnly.set("invoices", [1, 2]);
    const { code, out } = await status();
    expect(code).to.equal(0);
    const [, notes = ""] = out.split("Look at these\n");
    expect(notes.replaceAll(/\n {2}(?=\S)/g, " ")).to.include(
      `tickets in ${STACK}: listed, and not in the newest RAW object: state (did you mean State?)`,
    );
    expect(notes.replaceAll(/\s+/g, " ")).to.include(
      `invoices in ${STACK}: 3 files with a header and no row. DMS writes no such file`,
    );
    expect(Math.max(...notes.split("\n").map((line) => line.length))).to.be.at.most(80);
    stacks.files.set("tickets", "oid__id,dms_replicated_at,State\u001e1,2,x\u001e");
    const { out: other } = await status();
    expect(other.replaceAll(/\s+/g, " ")).to.include("the newest RAW object has a header and no row");
    expect(other).not.to.include("State");
  });

  it("does not call absent what may be among the columns of which it knows no name", async () => {
    const mask = { state: true, "order no.": true, note: true } as const;
    stacks.files.set("tickets", "oid__id,dms_replicated_at,state,order no.\n1,2026-02-22,open,7\n");
    expect((await found({ allowList: { ...ALLOW_LIST, tickets: mask } })).header).to.deep.include({
      absent: ["note"],
      columns: 4,
    });
    const key = { state: true, "the id": "key" } as const;
    stacks.files.set("tickets", "the id,dms_replicated_at,state\n1,2026-02-22,open\n");
    stacks.deploy({ ...ALLOW_LIST, tickets: key }, cleanerSettings(PRIMARY));
    expect((await found({ allowList: { ...ALLOW_LIST, tickets: key } })).header).to.deep.include({ refusal: null });
  });

  it("does not ask a cleaner that is older than this check, because it would count that as a lost object", async () => {
    aws.on("POST /2015-03-31/functions/*", ({ input }) => {
      if (input.body !== '{"clearwell":"describe"}') throw new AwsFault("InvalidRequestContentException", input.body);
      const { checksHeaders: _none, ...description } = describeCleaner(
        { legion: masksIn(ALLOW_LIST) },
        cleanerSettings(PRIMARY),
      );
      return description;
    });
    const { problems, header } = await found();
    expect(header).to.equal(null);
    expect(problems.map(({ where, remedy }: { where: string; remedy: string }) => [where, remedy])).to.deep.equal([
      ["RAW headers", "deploy; before, npm run -s ops -- preview <file> checks a RAW file that you have"],
    ]);
    expect((await status()).out).to.match(/^ +RAW headers +\?$/m);
  });

  it("says plainly that the cleaner may not read RAW, and goes on", async () => {
    stacks.files.delete("tickets");
    aws.on("POST /2015-03-31/functions/*", ({ input }) => {
      if (input.body === '{"clearwell":"describe"}')
        return describeCleaner({ legion: masksIn(ALLOW_LIST) }, cleanerSettings(PRIMARY));
      const refusal = {
        code: "READ_FAILED",
        explanation: "READ_FAILED: RAW could not be read.",
        cause: "AccessDenied 403",
      };
      return { refusal, names: [], unnamed: 0, headerOnly: false };
    });
    const { problems } = await found();
    expect(problems[0]).to.deep.equal({
      where: "tickets",
      problem: `the newest RAW object would fail with READ_FAILED (AccessDenied 403): ${KEY}`,
      remedy: "RAW could not be read.",
    });
    expect((await status()).out).to.include("Table completed");
  });

  it("reports nothing if the newest object has gone, or its collection is not deployed yet", async () => {
    stacks.files.delete("tickets");
    expect(await found()).to.deep.equal({ problems: [], header: null });
    const { tickets: _new, ...deployed } = ALLOW_LIST;
    stacks.deploy(deployed, cleanerSettings(PRIMARY));
    const { header, problems } = await found();
    expect(header).to.equal(null);
    expect(problems.map(({ where }: { where: string }) => where)).to.deep.equal(["masks"]);
  });

  it("says that the question failed, and shows all else", async () => {
    aws.on("POST /2015-03-31/functions/*", ({ input }) =>
      input.body === '{"clearwell":"describe"}'
        ? describeCleaner({ legion: masksIn(ALLOW_LIST) }, cleanerSettings(PRIMARY))
        : { errorType: "Sandbox.Timedout", errorMessage: "Task timed out" },
    );
    const { code, out } = await status();
    expect(code).to.equal(1);
    expect(out)
      .to.include(`RAW headers: The cleaner of ${STACK} failed when asked about a header: see its log.`)
      .and.include("Table completed");
  });

  it("needs no right to look at the count of files without a row", async () => {
    aws.on("GetMetricData", () => {
      throw new AwsFault("AccessDeniedException", "no");
    });
    const { code, out } = await operate(["status", STACK, "--json"], aws.endpoint);
    expect(code).to.equal(0);
    expect(JSON.parse(out).stacks[0].collections[0].headerOnly).to.equal(null);
  });
});
