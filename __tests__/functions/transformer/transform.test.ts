import { expect } from "chai";
import { transform } from "../../../functions/transformer/transform.ts";
import { AT, MASK, received, row, SECRET, sent } from "./records.ts";

function transformed(...texts: readonly (string | Uint8Array)[]) {
  return transform(texts.map(sent), MASK);
}

/** What one record becomes: its line, or the result that it failed with. */
function lineOf(text: string | Uint8Array): string {
  const [record] = transformed(text).answer.records;
  return record?.result === "Ok" ? received(record) : `${record?.result}${record?.data}`;
}

describe("The transformer", () => {
  it("answers each record under its own id, in order, one line each", () => {
    const { answer } = transformed(row(1), row(2));
    expect(answer.records.map(({ recordId, result }) => [recordId, result])).to.deep.equal([
      ["record-0", "Ok"],
      ["record-1", "Ok"],
    ]);
    expect(answer.records.map(received)).to.deep.equal([`${row(1)}\n`, `${row(2)}\n`]);
  });

  it("keeps what is listed and drops all else, and counts it", () => {
    const { answer, unlisted } = transformed(row(1, `,"card":"${SECRET}","__proto__":{"card":"${SECRET}"}`));
    expect(answer.records.map(received)).to.deep.equal([`${row(1)}\n`]);
    expect(unlisted).to.equal(2);
  });

  it("drops a name that every object inherits", () => {
    expect(lineOf(row(1, ',"constructor":1,"toString":2'))).to.equal(`${row(1)}\n`);
  });

  it("keeps the text of numbers and strings", () => {
    const text = `{"id":9007199254740993,"amount":1.10,"device":"\\u00e9\\n","_extracted_at":"${AT}"}`;
    expect(lineOf(text)).to.equal(`${text}\n`);
  });

  it("leaves out a null, which a reader can't tell from a member that is not there", () => {
    expect(lineOf(`{"id":1,"device":null,"_extracted_at":"${AT}"}`)).to.equal(`{"id":1,"_extracted_at":"${AT}"}\n`);
  });

  it("lets the daily control through, and nothing else in it", () => {
    const control = '"day":"2026-11-27","keys":123,"checksum":"456789"';
    const text = `{"_control":{${control},"card":"${SECRET}"},"_extracted_at":"${AT}"}`;
    expect(lineOf(text)).to.equal(`{"_extracted_at":"${AT}","_control":{${control}}}\n`);
    expect(transformed(text).unlisted).to.equal(1);
  });

  for (const [what, text] of [
    ["is not JSON", "{bad"],
    ["is empty", ""],
    ["is two objects", `${row(1)}${row(2)}`],
    ["is a list", `[${row(1)}]`],
    ["is a text", '"4929"'],
    ["has a listed column twice", row(1, ',"device":"phone"')],
    ["has a listed column twice, once in other letters", row(1, ',"\\u0064evice":"phone"')],
    ["has an object in place of a value", `{"id":{"card":"${SECRET}"},"_extracted_at":"${AT}"}`],
    ["has a list in place of a value", `{"id":["${SECRET}"],"_extracted_at":"${AT}"}`],
    ["has a value in place of the control", `{"_control":"${SECRET}","_extracted_at":"${AT}"}`],
    ["has a list in place of the control", `{"_control":[{"day":"${SECRET}"}],"_extracted_at":"${AT}"}`],
    ["has an object in the control", `{"_control":{"day":{"card":"${SECRET}"}},"_extracted_at":"${AT}"}`],
    ["does not say when it was read", '{"id":1}'],
    ["says null for when it was read", '{"id":1,"_extracted_at":null}'],
    ["is nested too deep", `{"id":${"[".repeat(2000)}${"]".repeat(2000)}}`],
    ["begins with a byte order mark", `\uFEFF${row(1)}`],
    ["is not UTF-8", Buffer.concat([Buffer.from(`${row(1).slice(0, -2)}`), Buffer.of(0xff), Buffer.from('"}')])],
  ] as const)
    it(`fails a record that ${what}, without its data, and no other`, () => {
      const { answer, unreadable } = transformed(row(1), text, row(2));
      expect(answer.records.map(({ result }) => result)).to.deep.equal(["Ok", "ProcessingFailed", "Ok"]);
      expect(answer.records[1]).to.deep.equal({ recordId: "record-1", result: "ProcessingFailed", data: "" });
      expect(unreadable).to.equal(1);
    });

  it("does not throw for a record without data", () => {
    const { answer } = transform([{ recordId: "a" } as never, sent(row(1))], MASK);
    expect(answer.records.map(({ result }) => result)).to.deep.equal(["ProcessingFailed", "Ok"]);
  });

  it("stays within Lambda's 6 MB: it fails the records that do not fit, and lets a smaller one through", () => {
    const large = row(1, `,"device":null`)
      .replace('"tv"', `"${"x".repeat(900_000)}"`)
      .replace(',"device":null', "");
    const { answer, pastLimit, unreadable } = transformed(...Array.from({ length: 6 }, () => large), row(2));
    expect(answer.records.map(({ result }) => result)).to.deep.equal([
      ...Array.from({ length: 4 }, () => "Ok"),
      ...["ProcessingFailed", "ProcessingFailed", "Ok"],
    ]);
    expect({ pastLimit, unreadable }).to.deep.equal({ pastLimit: 2, unreadable: 0 });
    expect(JSON.stringify(answer).length).to.be.below(6 * 1024 * 1024);
  });

  it("stays within Lambda's 6 MB for many small records, too", () => {
    const records = Array.from({ length: 60_000 }, (_, index) => ({
      ...sent(`{"id":1,"_extracted_at":"${AT}"}`),
      recordId: String(index).padStart(56, "4"),
    }));
    const { answer, pastLimit } = transform(records, MASK);
    expect(pastLimit).to.be.above(0);
    expect(JSON.stringify(answer.records.filter(({ result }) => result === "Ok")).length).to.be.below(5_600_000);
  });
});
