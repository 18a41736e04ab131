import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { printableNames } from "../../fuzz/planted/planted-upload.ts";
import { findLeak } from "../../fuzz/shipped/leaks.ts";
import { runShipped, type Trace } from "../../fuzz/shipped/shipped.ts";
import { rawKey, type Upload } from "../../fuzz/shipped/upload.ts";

/** The limit of the promise about logs: a map's key that is a plain name can be personal, and is printed. */
describe("[rule 20] A map's key as a dotted header", () => {
  const plain = "contacts.QXZJVKW_QXZJVKW";
  const personal = ["contacts.QXZJVKW QXZJVKW", "contacts.QXZJVKW@example.org", `contacts.${"QXZJVKW".repeat(9)}`];
  const header = ["Op", "oid__id", "status", plain, ...personal];
  const record = ["U", "1", "open", "a", "b", "c", "d"];

  it("is printed if it has only letters, digits, _ and dots, and only as a dropped column", async () => {
    const trace = await run([header, record]);
    const lines = logOf(trace);
    expect(lines.map(({ message, dropped }) => ({ message, dropped }))).to.deep.equal([
      { message: "cleaned", dropped: [plain] },
      { message: undefined, dropped: undefined },
    ]);
    expect(lines[0]).to.include({ droppedUnnamed: personal.length });
    expect(JSON.stringify(trace.output).split("QXZJVKW_")).to.have.length(2);
    expect(findLeak(trace, printableNames(header))).to.equal(undefined);
    expect(findLeak(trace, new Set())).to.deep.equal({ where: "log or metrics", form: "as it is" });
  });

  it("is printed as the column of an error if it is plain, otherwise its number is printed", async () => {
    const broken = (column: number) => record.map((cell, at) => (at === column ? `${cell}"` : cell));
    const columns: unknown[] = [];
    for (const column of [3, 4, 5, 6]) {
      const trace = await run([header, broken(column)]);
      expect(findLeak(trace, printableNames(header))).to.equal(undefined);
      columns.push(logOf(trace)[0]?.column);
    }
    expect(columns).to.deep.equal([plain, "#5", "#6", "#7"]);
  });

  it("is printed for at most a hundred columns", async () => {
    const many = Array.from({ length: 130 }, (_, index) => `contacts.QXZJVKW_${index}`);
    const trace = await run([
      ["oid__id", ...many],
      ["1", ...many.map(() => "a")],
    ]);
    expect(logOf(trace)[0]).to.deep.include({ dropped: many.slice(0, 100), droppedUnnamed: 30 });
    const output = trace.output.replace('"dropped":[', `"dropped":["${many[100]}",`);
    expect(findLeak(trace, printableNames(many))).to.equal(undefined);
    expect(findLeak({ ...trace, output }, printableNames(many))).to.not.equal(undefined);
  });

  it("is found as a leak if it is in CLEAN, in its metadata or in a metric", async () => {
    const trace = await run([header, record]);
    const [object = { body: Buffer.alloc(0), about: "" }] = trace.objects;
    const body = gzipSync(`${gunzipSync(object.body).toString()}{"x":"${plain}"}\n`);
    const leaks: Trace[] = [
      { ...trace, objects: [{ ...object, body }] },
      { ...trace, objects: [{ ...object, about: `${object.about}${plain}` }] },
      { ...trace, output: `${trace.output}{"_aws":{},"column":"x","who":"${plain}"}\n` },
      { ...trace, response: plain },
    ];
    expect(leaks.map((leak) => findLeak(leak, printableNames(header))?.where)).to.deep.equal([
      "CLEAN",
      "key or metadata of CLEAN",
      "log or metrics",
      "response or error",
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
      notifiedBy: "S3",
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
