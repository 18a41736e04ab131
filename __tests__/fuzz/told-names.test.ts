import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { tellableNames } from "../../fuzz/marks/marked-upload.ts";
import { findLeak } from "../../fuzz/shipped/leaks.ts";
import { runShipped, type Trace } from "../../fuzz/shipped/shipped.ts";
import { rawKey, type Upload } from "../../fuzz/shipped/upload.ts";

/** The limit of what is promised of a log: a map's key that is a plain name can be personal too, and is told. */
describe("[rule 20] A map's key as a dotted header", () => {
  const plain = "contacts.QXZJVKW_QXZJVKW";
  const personal = ["contacts.QXZJVKW QXZJVKW", "contacts.QXZJVKW@example.org", `contacts.${"QXZJVKW".repeat(9)}`];
  const header = ["Op", "oid__id", "status", plain, ...personal];
  const record = ["U", "1", "open", "a", "b", "c", "d"];

  it("is told where it is plain letters, digits, _ and dots, as a dropped column and nowhere else", async () => {
    const trace = await run([header, record]);
    const lines = logOf(trace);
    expect(lines.map(({ message, dropped }) => ({ message, dropped }))).to.deep.equal([
      { message: "cleaned", dropped: [plain] },
      { message: undefined, dropped: undefined },
    ]);
    expect(lines[0]).to.include({ droppedUnnamed: personal.length });
    expect(JSON.stringify(trace.output).split("QXZJVKW_")).to.have.length(2);
    expect(findLeak(trace, tellableNames(header))).to.equal(undefined);
    expect(findLeak(trace, new Set())).to.deep.equal({ where: "log or metrics", form: "as it is" });
  });

  it("is told as the column of an error where it is plain, and else by its place", async () => {
    const broken = (column: number) => record.map((cell, at) => (at === column ? `${cell}"` : cell));
    const columns: unknown[] = [];
    for (const column of [3, 4, 5, 6]) {
      const trace = await run([header, broken(column)]);
      expect(findLeak(trace, tellableNames(header))).to.equal(undefined);
      columns.push(logOf(trace)[0]?.column);
    }
    expect(columns).to.deep.equal([plain, "#5", "#6", "#7"]);
  });

  it("is told for a hundred columns and no more", async () => {
    const many = Array.from({ length: 130 }, (_, index) => `contacts.QXZJVKW_${index}`);
    const trace = await run([
      ["oid__id", ...many],
      ["1", ...many.map(() => "a")],
    ]);
    expect(logOf(trace)[0]).to.deep.include({ dropped: many.slice(0, 100), droppedUnnamed: 30 });
    const output = trace.output.replace('"dropped":[', `"dropped":["${many[100]}",`);
    expect(findLeak(trace, tellableNames(many))).to.equal(undefined);
    expect(findLeak({ ...trace, output }, tellableNames(many))).to.not.equal(undefined);
  });

  it("is found as a leak where it stands in CLEAN, in its metadata or in a metric", async () => {
    const trace = await run([header, record]);
    const [object = { body: Buffer.alloc(0), about: "" }] = trace.objects;
    const body = gzipSync(`${gunzipSync(object.body).toString()}{"x":"${plain}"}\n`);
    const leaks: Trace[] = [
      { ...trace, objects: [{ ...object, body }] },
      { ...trace, objects: [{ ...object, about: `${object.about}${plain}` }] },
      { ...trace, output: `${trace.output}{"_aws":{},"column":"x","who":"${plain}"}\n` },
      { ...trace, answer: plain },
    ];
    expect(leaks.map((leak) => findLeak(leak, tellableNames(header))?.where)).to.deep.equal([
      "CLEAN",
      "key or metadata of CLEAN",
      "log or metrics",
      "answer or error",
    ]);
  });

  async function run(records: readonly (readonly string[])[]): Promise<Trace> {
    const listed = { collection: "cases", mask: { status: true } } as const;
    const body = gzipSync(records.map((cells) => `${cells.join(",")}\n`).join(""));
    const upload: Upload = {
      key: rawKey(listed),
      body,
      listed,
      passOp: true,
      chunkBytes: 1000,
      told: "by S3",
      delimiter: ",",
    };
    return runShipped(upload);
  }

  function logOf({ output }: Trace): Record<string, unknown>[] {
    return output
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }
});
