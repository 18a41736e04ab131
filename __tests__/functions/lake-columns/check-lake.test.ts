import { expect } from "chai";
import { checkLake } from "../../../functions/lake-columns/check-lake.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { LISTED, lakeOf, NOW, put } from "./lake.ts";
import { fileOfTable, parquet, VALUE } from "./parquet.ts";

const HOUR = "clinic/visits/2026/11/21/11";

describe("The check of the lake's columns", () => {
  let s3: S3Server;
  before(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.clear());
  after(() => s3.close());

  const DAY_AGO = new Date(NOW.getTime() - 26 * 60 * 60 * 1000);
  const check = (since = DAY_AGO) => checkLake(lakeOf(s3), LISTED, since);

  it("finds nothing in an empty lake, and nothing in files with listed columns and those of DMS", async () => {
    expect(await check()).to.deep.equal({ tables: 0, files: 0, findings: [] });
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id", "room"));
    put(s3, "clinic/visits/LOAD00000001.parquet", await fileOfTable("id"));
    put(s3, "clinic/rooms/LOAD00000001.parquet", await fileOfTable("id"));
    expect(await check()).to.deep.equal({ tables: 2, files: 3, findings: [] });
  });

  it("finds a column that the contract does not list, with the table and the newest file that has it", async () => {
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id", "ssn"), 3);
    put(s3, `${HOUR}/2.parquet`, await fileOfTable("id", "ssn", "mail"), 2);
    put(s3, `${HOUR}/3.parquet`, await fileOfTable("id"), 1);
    const { files, findings } = await check();
    expect(files).to.equal(3);
    expect(findings).to.deep.equal([
      {
        code: "UNLISTED_COLUMN",
        table: "clinic/visits",
        files: 2,
        key: `${HOUR}/2.parquet`,
        columns: ["mail", "ssn"],
        more: 0,
        cause: null,
      },
    ]);
  });

  it("looks at the newest alone if nothing is asked since", async () => {
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id", "ssn"), 2);
    put(s3, `${HOUR}/2.parquet`, await fileOfTable("id"), 1);
    expect(await check(NOW)).to.deep.equal({ tables: 1, files: 1, findings: [] });
  });

  it("compares names letter by letter, and takes no part of a group for a column", async () => {
    for (const [index, name] of ["ID", "Room", "id ", "op", "ıd", "i\u0301d", "constructor"].entries()) {
      put(s3, "clinic/visits/LOAD00000001.parquet", await parquet({ [name]: "1", room: "2" }));
      expect((await check()).findings, `${index}`).to.have.length(1);
    }
    put(s3, "clinic/visits/LOAD00000001.parquet", await parquet({ id: `{'room': '${VALUE}'}` }));
    expect((await check()).findings[0]?.columns).to.deep.equal(["id > room"]);
  });

  it("shows a hostile name escaped and shortened, and not more than 20", async () => {
    const names = ["\u001b]0;x\u0007", "\u202egnp", "x".repeat(500), ...Array.from("abcdefghijklmnopqrstuvwxyz")];
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id", ...names));
    const [finding] = (await check()).findings;
    expect(finding).to.deep.include({ more: 9 });
    expect(finding?.columns).to.have.length(20);
    expect(JSON.stringify(finding)).to.match(/^[ -~]*$/);
    expect(finding?.columns).to.include("\\u{1b}]0;x\\u{7}");
    expect(Math.max(...(finding?.columns ?? []).map(({ length }) => length))).to.be.below(68);
  });

  it("finds a table and a database that no contract lists, and reads no file of them", async () => {
    for (const table of ["clinic/patients", "payroll/wages", "clinic/constructor", "clinic/\u001b[2J"])
      put(s3, `${table}/LOAD00000001.parquet`, await fileOfTable("id"));
    const { findings } = await check();
    expect(findings.map(({ code, table }) => `${code} ${table}`)).to.have.members([
      "UNLISTED_TABLE clinic/patients",
      "UNLISTED_TABLE payroll/wages",
      "UNLISTED_TABLE clinic/constructor",
      "UNLISTED_TABLE clinic/\\u{1b}[2J",
    ]);
    expect(s3.requests.filter(({ key }) => key !== "")).to.deep.equal([]);
  });

  it("reports a file that can't be read with a code, and checks the others", async () => {
    const whole = await fileOfTable("id", "ssn");
    put(s3, `${HOUR}/1.parquet`, whole);
    put(s3, `${HOUR}/2.parquet`, whole.subarray(0, -20));
    put(s3, `${HOUR}/3.parquet`, Buffer.from(`id,name\n1,${VALUE}\n`));
    put(s3, "clinic/rooms/LOAD00000001.parquet", Buffer.concat([Buffer.from("PAR1"), whole.subarray(-8)]));
    const { files, findings } = await check();
    expect(files).to.equal(1);
    expect(findings.map(({ code, table, files: number }) => [code, table, number])).to.have.deep.members([
      ["UNLISTED_COLUMN", "clinic/visits", 1],
      ["NOT_PARQUET", "clinic/visits", 2],
      ["FOOTER_BROKEN", "clinic/rooms", 1],
    ]);
  });

  it("says of what kind a failed read was", async () => {
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id"));
    s3.onRequest = ({ key }) => (key === "" ? undefined : { status: 403, code: "AccessDenied" });
    const [finding] = (await check()).findings;
    expect(finding).to.include({ code: "LAKE_READ_FAILED", cause: "AccessDenied 403" });
  });

  it("fails if the lake can't be listed, rather than finding nothing", async () => {
    s3.onRequest = ({ query }) => (query.prefix === "clinic/" ? { status: 403, code: "AccessDenied" } : undefined);
    put(s3, `${HOUR}/1.parquet`, await fileOfTable("id"));
    expect(await check().catch(({ name }: Error) => name)).to.equal("AccessDenied");
  });

  it("says nothing of the data, though footers have the least and the greatest value of each column", async () => {
    const body = await fileOfTable("id", "ssn");
    expect(body.toString("latin1")).to.include(VALUE);
    put(s3, `${HOUR}/1.parquet`, body);
    put(s3, `${HOUR}/2.parquet`, body.subarray(0, -20));
    expect(JSON.stringify(await check())).not.to.include(VALUE);
  });
});
