import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { runCampaign } from "../../fuzz/campaign.ts";
import { documentFiles } from "../../fuzz/documents/document-files.ts";
import { documentMask } from "../../fuzz/documents/document-mask.ts";
import { readDocuments } from "../../fuzz/documents/read-documents.ts";
import { documentTrial } from "../../fuzz/trials.ts";

describe("RAW files of a user's own documents", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "documents-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const ANN = {
    _id: { $oid: "5ca4bbc7a2dd94ee5816238c" },
    name: "Ann",
    born: { $date: { $numberLong: "226117231000" } },
    age: { $numberInt: "48" },
    balance: { $numberDecimal: "1.10" },
    serial: { $numberLong: "9007199254740993" },
    home: { city: "Rome", $odd: { a: 1 } },
    tags: ["x", { y: [1] }],
  };

  it("are made of Extended JSON, with a document on each line or in an array", () => {
    writeFileSync(join(folder, "people.json"), `${JSON.stringify(ANN)}\n`);
    writeFileSync(join(folder, "pets.json"), JSON.stringify([{ _id: 1, seen: { $date: "2026-02-22T10:15:00Z" } }]));
    const [people, pets] = readDocuments(folder);
    const [load, changes] = documentFiles(people as never).map(String);
    expect(load?.split("\n").slice(0, 2)).to.deep.equal([
      "dms_replicated_at,oid__id,name,born,age,balance,serial,home.city,home.$odd.a,array_tags",
      '2026-02-22 10:15:00.000000,5ca4bbc7a2dd94ee5816238c,Ann,1977-03-02 02:20:31.000,48,1.10,9007199254740993,Rome,1,"[ ""x"", { ""y"" : [ 1 ] } ]"',
    ]);
    expect(changes).to.match(/^Op,dms_replicated_at,/);
    expect(String(documentFiles(pets as never)[0])).to.include(
      "\n2026-02-22 10:15:00.000000,1,2026-02-22 10:15:00.000\n",
    );
  });

  it("are cleaned with masks of their own columns and keys", () => {
    const cells = ["1", '[{"x":{"z":1}},{"y":2}]', "Rome", "Ann"];
    const masks = fc.sample(documentMask([["oid__id", "array_tags", "home.city", "name"], cells]), 200);
    const all = JSON.stringify(masks);
    for (const part of [
      '"oid__id":true',
      '"array_tags":"json"',
      '"array_tags":{"x":{"z":true}',
      '"home":{"city":true}',
      '"y":true',
    ])
      expect(all).to.include(part);
  });

  it("are damaged, and both kernels give the same result", async () => {
    writeFileSync(join(folder, "people.json"), Array.from({ length: 30 }, () => `${JSON.stringify(ANN)}\n`).join(""));
    const files = readDocuments(folder).flatMap(documentFiles);
    expect(files).to.have.length(6);
    const { found, counts } = await runCampaign(
      [documentTrial(files)],
      { runs: 100, seed: 20_261_121 },
      () => undefined,
    );
    expect(found).to.deep.equal([]);
    expect(counts.documents).to.include.keys("cleaned", "RECORD_WIDTH");
  });

  it("can't be made of invalid JSON, and the message does not quote it", () => {
    writeFileSync(join(folder, "people.json"), '{"a": 1}\nAnn Smith\n');
    expect(() => readDocuments(folder))
      .to.throw("people.json: record 2 is not JSON.")
      .and.not.match(/Ann/);
  });
});
