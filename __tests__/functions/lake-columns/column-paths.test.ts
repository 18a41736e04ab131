import { expect } from "chai";
import { columnPaths } from "../../../functions/lake-columns/column-paths.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { lakeOf, NOW, put } from "./lake.ts";
import { fileOfTable, parquet, VALUE } from "./parquet.ts";

describe("The columns of a Parquet file", () => {
  let s3: S3Server;
  before(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.clear());
  after(() => s3.close());

  const read = (body: Buffer) => {
    put(s3, "it.parquet", body);
    return columnPaths(lakeOf(s3), { key: "it.parquet", size: body.length, at: NOW });
  };
  const failure = (body: Buffer) =>
    read(body).then(
      () => "none",
      (error: { code: string }) => error.code,
    );

  it("are read from its footer, in order", async () => {
    expect(await read(await fileOfTable("id", "room"))).to.deep.equal([
      ["id"],
      ["room"],
      ["Op"],
      ["dms_replicated_at"],
      ["dms_change_sequence"],
    ]);
  });

  it("are read in two ranges, of which none has a row", async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => index);
    const body = await parquet({ id: `unnest([${rows.join(", ")}])` });
    await read(body);
    const ranges = s3.requests.map(({ headers }) =>
      /^bytes=(\d+)-(\d+)$/
        .exec(headers.range ?? "")
        ?.slice(1)
        .map(Number),
    );
    const footer = body.readUInt32LE(body.length - 8);
    expect(ranges).to.deep.equal([
      [body.length - 8, body.length - 1],
      [body.length - 8 - footer, body.length - 9],
    ]);
    expect(footer).to.be.below(body.length / 10);
  });

  it("keep every letter of their names, whatever these are", async () => {
    const names = ["ID", "größe", "\u{1f600}", "a.b", 'say "hi"', "\u001b[2Jx", "__proto__", "a\nb"];
    const columns = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:"1"`).join(",")}}`);
    expect((await read(await parquet(columns))).map(([name]) => name)).to.deep.equal(names);
  });

  it("have the names of the groups around them", async () => {
    const body = await parquet({ id: "1", address: "{'street': 'a', 'geo': {'lat': 1}}", tags: "['a']" });
    const paths = (await read(body)).map((path) => path.join("/"));
    expect(paths.slice(0, 3)).to.deep.equal(["id", "address/street", "address/geo/lat"]);
    expect(paths[3]).to.match(/^tags\/list\/element$/);
  });

  it("are not known of what is no Parquet file, or was cut", async () => {
    const whole = await fileOfTable("id");
    expect(await failure(Buffer.alloc(0))).to.equal("NOT_PARQUET");
    expect(await failure(Buffer.from("PAR1"))).to.equal("NOT_PARQUET");
    expect(await failure(Buffer.from(`id,name\n1,${VALUE}\n`))).to.equal("NOT_PARQUET");
    for (const cut of [1, 8, 9, 100]) expect(await failure(whole.subarray(0, -cut))).to.equal("NOT_PARQUET");
  });

  it("are not known if the footer is longer than the file, empty, or damaged anywhere", async () => {
    const whole = await fileOfTable("id", "room");
    const footer = whole.readUInt32LE(whole.length - 8);
    const withLength = (length: number) => {
      const copy = Buffer.from(whole);
      copy.writeUInt32LE(length, copy.length - 8);
      return copy;
    };
    for (const length of [0, whole.length - 11, 0xff_ff_ff_ff, footer - 1])
      expect(await failure(withLength(length)), String(length)).to.equal("FOOTER_BROKEN");
    const zeros = Buffer.from(whole);
    zeros.fill(0, whole.length - 8 - footer, whole.length - 8);
    expect(await failure(zeros)).to.equal("FOOTER_BROKEN");
  });

  it("are not known if the schema has a column that its root does not count", async () => {
    const body = await fileOfTable("id", "room");
    // The field behind the root's name is the number of its columns, doubled: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
    const at = body.indexOf("duckdb_schema", body.length - 8 - body.readUInt32LE(body.length - 8)) + 14;
    expect(body[at]).to.equal(2 * 5);
    body[at] = 2 * 4;
    expect(await failure(body)).to.equal("FOOTER_BROKEN");
  });

  it("fail with a code and without a word of the file, whichever byte of the footer is another", async () => {
    const whole = await fileOfTable("id", "room");
    const footer = whole.readUInt32LE(whole.length - 8);
    for (let offset = whole.length - 8 - footer; offset < whole.length - 8; offset += 7) {
      const copy = Buffer.from(whole);
      copy[offset] = (copy[offset] as number) ^ 0xff;
      const error = await read(copy).catch((thrown: Error & { code: string }) => thrown);
      if (error instanceof Error) expect(error).to.include({ name: "FileError", code: "FOOTER_BROKEN" });
      if (error instanceof Error) expect(error.message).not.to.include(VALUE);
    }
  });

  it("are not known if S3 refuses, and the cause is kept", async () => {
    const body = await fileOfTable("id");
    s3.onRequest = () => ({ status: 403, code: "AccessDenied" });
    const error = await read(body).catch((thrown: Error & { code: string }) => thrown);
    expect(error).to.include({ code: "LAKE_READ_FAILED" });
    expect((error as Error).cause).to.include({ name: "AccessDenied" });
  });
});
