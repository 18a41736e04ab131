import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import pc from "picocolors";
import type { Terminal } from "../../../../command/terminal.ts";
import type { AllowList } from "../../../../contracts/mask.ts";
import { maskOf } from "../../../../contracts/mask-of.ts";
import { rawFindings } from "../../../../review/contracts-page/raw/raw-findings.ts";
import { readRawFolder } from "../../../../review/contracts-page/raw/read-folder.ts";
import { CSV } from "../../../../stacks/mongodb-to-snowflake/defaults.ts";

const LIST: AllowList = {
  tickets: { state: true, address: { country: true, geo: { region: true } }, array_steps: { data: { label: true } } },
  skus: { name: true },
};

/** A cell with JSON, as DMS quotes it. */
const json = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;

function recorder(steps: string[]): Terminal {
  const step = (what: string) => void steps.push(what);
  return {
    colors: pc.createColors(false),
    print: () => undefined,
    progress: (total) => ({
      step: (what) => step(`${what} of ${total}`),
      reach: () => undefined,
      end: () => undefined,
    }),
  };
}

describe("The finding in RAW files", () => {
  let folder: string;
  let steps: string[];
  beforeEach(async () => {
    steps = [];
    folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function read(files: Record<string, string | Buffer>) {
    for (const [path, body] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), body);
    }
    return readRawFolder(folder, { allowList: LIST, nameOf: (_, collection) => collection }, CSV, {
      err: recorder(steps),
    });
  }

  /** The findings for tickets, from the bodies of its files. */
  async function tickets(...bodies: (string | Buffer)[]) {
    const files = bodies.map((body, index) => [`legion/tickets/LOAD0000000${index}.csv`, body]);
    const { collections } = await read(Object.fromEntries(files));
    const mask = maskOf(LIST.tickets ?? {});
    const { read: raw, absent, dropped } = rawFindings(mask, collections.get("tickets") as never);
    return { raw, absent: [...absent], dropped: Object.fromEntries(dropped) };
  }

  const shown = (...names: string[]) => ({ shown: names, hidden: 0, isPartial: false });

  it("is the dropped columns of all files together, gzipped or not", async () => {
    const { raw, dropped } = await tickets(
      "oid__id,state,address.country,email\n1,open,NO,x\n",
      gzipSync("Op,oid__id,state,phone,email\nI,1,open,1,2\nD,1,,,\n"),
    );
    expect(dropped).to.deep.equal({ "": shown("email", "phone") });
    expect(raw).to.include({ files: 2, rows: 3, skippedRows: 0 });
  });

  it("is the dropped keys inside JSON, at their places, also in lists", async () => {
    const address = { country: "NO", city: "Bergen", geo: { region: "west", lat: { deg: 1 } }, zip: null };
    const steps = [{ data: { label: "a", note: "b" } }, [{ data: [{ note: "c", by: "d" }], id: 1 }], "text", 7];
    const { dropped, absent } = await tickets(
      `oid__id,state,address,array_steps\n1,x,${json(address)},${json(steps)}\n`,
    );
    expect(dropped).to.deep.equal({
      "": shown(),
      address: shown("city", "zip"),
      "address.geo": shown("lat"),
      array_steps: shown("id"),
      "array_steps.data": shown("note", "by"),
    });
    expect(absent).to.deep.equal([]);
  });

  it("names no key that may be personal, and never a value", async () => {
    const address = {
      country: "secret-1",
      "ann@b.example": "secret-2",
      city: "secret-3",
      "Ann Lee": { x: "secret-4" },
    };
    const { raw, dropped } = await tickets(`oid__id,state,address,a b\nsecret-5,secret-6,${json(address)},secret-7\n`);
    expect(dropped).to.deep.equal({
      "": { shown: [], hidden: 1, isPartial: false },
      address: { shown: ["city"], hidden: 2, isPartial: false },
    });
    const told = JSON.stringify([dropped, [...raw.keys], [...raw.failures]]);
    expect(told).not.to.match(/secret|ann|Ann/);
  });

  it("shows dropped columns of an object that DMS flattened at that object", async () => {
    const { dropped, absent } = await tickets(
      "oid__id,state,address.country,address.geo.lat,address.ann.b@c.example,actor.ip,array_steps\n1,x,NO,1,2,3,NULL\n",
    );
    expect(dropped).to.deep.equal({
      "": shown("actor.ip"),
      address: { shown: [], hidden: 1, isPartial: false },
      "address.geo": shown("lat"),
    });
    expect(absent).to.deep.equal(["address.geo.region"]);
  });

  it("shows a map that DMS flattened as one field", async () => {
    const people = Array.from({ length: 13 }, (_, index) => `contacts.person${index}.name`);
    const { dropped } = await tickets(`oid__id,state,${people.join()}\n1,x${",y".repeat(13)}\n`);
    expect(dropped).to.deep.equal({ "": shown("contacts") });
  });

  it("never shows half of a map's key below a listed field", async () => {
    const people = Array.from({ length: 13 }, (_, index) => `address.ann.lee${index}@b.example`);
    const { dropped } = await tickets(`oid__id,state,address.country,${people.join()}\n1,x,NO${",y".repeat(13)}\n`);
    expect(dropped.address).to.deep.equal({ shown: [], hidden: 13, isPartial: false });
  });

  it("counts a key as present if DMS wrote it as a column", async () => {
    const { absent } = await tickets(`oid__id,state,address,address.country\n1,x,${json({ geo: { region: 1 } })},NO\n`);
    expect(absent).to.deep.equal(["array_steps"]);
  });

  it("is the missing listed fields, including nested ones", async () => {
    const address = { county: "NO", geo: {} };
    const { absent } = await tickets(`oid__id,stat,address\n1,x,${json(address)}\n`);
    expect(absent).to.deep.equal(["state", "array_steps", "address.country", "address.geo.region"]);
  });

  it("is empty for the keys of a place without an object", async () => {
    const { absent, dropped } = await tickets('oid__id,state,address,array_steps\n1,x,NULL,"[]"\n2,x,"{""city"":",\n');
    expect({ absent, dropped }).to.deep.equal({ absent: [], dropped: { "": shown() } });
  });

  it("is empty for a file without a row, because its header may be a row", async () => {
    const { raw, dropped } = await tickets("oid__id,secret\n");
    expect({ dropped, columns: [...raw.columns] }).to.deep.equal({ dropped: {}, columns: [] });
  });

  it("is only the error code for a file whose header the cleaner refuses", async () => {
    const { raw, dropped } = await tickets("secret,values\n1,2\n", "oid__id,state\n1,x\n", "1,2\n3,4\n");
    expect(dropped).to.deep.equal({ "": shown() });
    expect([...raw.failures]).to.deep.equal([["HEADER_UNLISTED", 2]]);
  });

  it("ends at the record, or the byte, at which a file is broken", async () => {
    const long = `oid__id,state\n${"1,x\n".repeat(100_000)}`;
    const { raw } = await tickets("oid__id,state\n1,x\n2\n3,x\n", gzipSync(long, { level: 0 }).subarray(0, -100));
    expect([...raw.failures.keys()]).to.include("RECORD_WIDTH");
    expect(raw.rows).to.be.within(50_001, 100_001);
  });

  it("is that of the first 50,000 rows of each file, up to the end of a batch", async () => {
    const { raw, dropped } = await tickets(`oid__id,state,a\n${"1,x,y\n".repeat(200_000)}`);
    expect(raw.rows).to.be.within(50_000, 100_000);
    expect(dropped).to.deep.equal({ "": shown("a") });
  });

  it("skips a row that is too large, with those that are read together with it, and counts them", async () => {
    const large = json({ city: "x".repeat(5 * 1024 * 1024) });
    const small = `2,x,${json({ zip: 1 })}\n`.repeat(10_000);
    const { raw, dropped } = await tickets(`oid__id,state,address\n1,x,${large}\n${small}`);
    expect(raw.rows + raw.skippedRows).to.equal(10_001);
    expect(raw.skippedRows).to.be.within(1, 5000);
    expect(dropped).to.deep.equal({ "": shown(), address: shown("zip") });
  });

  it("shows progress as it reads", async () => {
    await tickets(`oid__id,state,address\n${`1,x,${"y".repeat(6 * 1024 * 1024)}\n`.repeat(3)}`);
    expect(steps).to.deep.equal(["tickets of 2", "tickets of 2"]);
  });

  it("is empty for a header that is too wide", async () => {
    const { raw } = await tickets(`oid__id,state${",a".repeat(120_000)}\n`);
    expect({ rows: raw.rows, failures: [...raw.failures] }).to.deep.equal({
      rows: 0,
      failures: [["HEADER_TOO_WIDE", 1]],
    });
  });

  it("ends at a second header, and at a row that is shifted", async () => {
    const header = "oid__id,state,dms_replicated_at";
    const { raw } = await tickets(
      `${header}\n1,x,2026-01-01 00:00:00\n${header}\n`,
      `${header}\n1,x,2026-01-01 00:00:00\n2026-01-01 00:00:00,1,x\n`,
    );
    expect([...raw.failures]).to.deep.equal([
      ["HEADER_REPEATED", 1],
      ["RECORD_MISALIGNED", 1],
    ]);
  });

  it("treats names that are special in JavaScript like any other key", async () => {
    const text = '{"__proto__":{"country":1},"constructor":2,"country":"NO"}'.replaceAll('"', '""');
    const { dropped } = await tickets(`oid__id,state,address\n1,x,"${text}"\n`);
    expect(dropped.address).to.deep.equal(shown("__proto__", "constructor"));
  });

  it("has each listed collection, and names unlisted ones", async () => {
    const { collections, unlisted } = await read({
      "db/people/LOAD00000001.csv": "oid__id,name\n1,x\n",
      "db/a b/LOAD00000001.csv": "oid__id,name\n1,x\n",
    });
    expect([...collections.keys()]).to.deep.equal(["tickets", "skus"]);
    expect([...collections.values()].map(({ files }) => files)).to.deep.equal([0, 0]);
    expect(unlisted).to.deep.equal(["people"]);
  });
});
