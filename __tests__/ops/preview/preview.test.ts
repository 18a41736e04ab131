import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { ALL, ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { operate } from "../operator.ts";
import { previews } from "./previews.ts";

describe("ops preview", () => {
  const { folder, write, run, preview, json, file } = previews();

  it("takes the collection from the path, and asks for it if the path has none", async () => {
    expect(await json(["state", "open"])).to.include({ collection: "tickets", listed: true });
    write("x.csv", Buffer.from("total,oid__id\n1,2\n"));
    const { code, err } = await run("x.csv");
    expect(code).to.equal(2);
    expect(err).to.include("--collection NAME");
    expect(JSON.parse((await run("x.csv", "--collection", "invoices", "--json")).out)).to.include({
      collection: "invoices",
      rowsOut: 1,
    });
  });

  it("says of each column what the allow-list makes of it, in the header's order, and what is absent", async () => {
    const header = "Op,oid__id,email,address.country,address.street,dms_replicated_at";
    const { columns, absent } = await json([header, "I,1,ann@example.org,ES,x,2026-02-22"]);
    expect(columns).to.deep.equal([
      { name: "Op", rule: "passes" },
      { name: "oid__id", rule: "passes" },
      { name: "email", rule: "drop" },
      { name: "address.country", rule: true },
      { name: "address.street", rule: "drop" },
      { name: "dms_replicated_at", rule: "passes" },
    ]);
    expect(absent).to.deep.equal(["state"]);
    const { code, out } = await preview([header, "I,1,ann@example.org,ES,x,2026-02-22"]);
    expect(code).to.equal(0);
    expect(out).to.include("4 of 6 columns kept").and.include("not in this file: state");
    expect(out)
      .to.match(/^ {2}\+ address\.country +true$/m)
      .and.to.match(/^ {4}email +dropped$/m);
  });

  it("shows masks as the allow-list has them", async () => {
    const { out } = await preview(["address,state,oid__id", "{},open,1"]);
    expect(out).to.match(/\+ address +\{ country: true \}$/m);
    const { out: other } = await preview(["oid__id,array_labels", "1,[]"], "--collection", "invoices");
    expect(other).to.match(/\+ array_labels +"json"$/m);
  });

  it("shows one row before and after: values of what passes whole, of the rest what it looks like", async () => {
    const { out } = await preview([
      "oid__id,state,email,age,phone,notes,tags,address",
      '1,open,ann@example.org,42,NULL,,"[""vip""]","{""country"":""ES"",""street"":""Mill Lane""}"',
    ]);
    const [, row = ""] = out.split("One row before");
    expect(row.split("\n").slice(1)).to.deep.equal([
      "  + oid__id: 1",
      "  + state: open",
      "    email: text, 15 characters",
      "    age: number, 2 characters",
      "    phone: null",
      "    notes: empty",
      "    tags: JSON array, 7 characters",
      "  + address: JSON object, 37 characters",
      "and after, the line in CLEAN",
      '  { "state": "open", "address": { "country": "ES" }, "oid__id": "1" }',
    ]);
  });

  it("shows values that do not leave, and names that may be personal, only on request", async () => {
    const lines = ["oid__id,email,contacts.bob@example.org", "1,ann@example.org,friend"];
    const hidden = [(await preview(lines)).out, (await preview(lines, "--json")).out].join();
    expect(hidden).not.to.match(/ann@|bob@|friend/);
    expect(hidden).to.include("#3");
    expect((await preview(lines, "--show-values")).out).to.match(/ann@.*\n.*contacts\.bob@example\.org: friend/);
    const { row } = await json(lines, "--show-values");
    expect(row.before).to.deep.equal([
      ["oid__id", "1"],
      ["email", "ann@example.org"],
      ["contacts.bob@example.org", "friend"],
    ]);
    expect(row.after).to.deep.equal({ oid__id: "1" });
  });

  it("leaves the row out of the JSON if values were not requested", async () => {
    expect(await json(["state,oid__id", "open,1"])).not.to.have.property("row");
  });

  it("shows the first row that is not a delete, with its own line", async () => {
    const deletes = Array.from({ length: 5000 }, (_, index) => `D,${index},NULL`);
    const { row } = await json(["Op,oid__id,state", ...deletes, "U,x,open", "U,y,shut"], "--show-values");
    expect(row.after).to.deep.equal({ state: "open", oid__id: "x", Op: "U" });
    expect(row.before[1]).to.deep.equal(["oid__id", "x"]);
  });

  it("shows only the passing parts of a delete, if there is no other row", async () => {
    const { out } = await preview(["Op,oid__id,state", "D,1,open", "D,2,open"]);
    expect(out).to.include("    state: text, 4 characters\n").and.include('{ "oid__id": "1", "Op": "D" }');
  });

  it("fails as the file would, with code, line and column, and still shows the columns", async () => {
    const { code, out } = await preview(["state,oid__id", "open,1", '"ann@example.org"x,2']);
    expect(code).to.equal(1);
    expect(out).to.include("QUOTE_TRAILING: line 3, column state").and.include("2 of 2 columns kept");
    expect(out).not.to.match(/ann@|One row/);
    const { failure } = await json(["state,oid__id", "open"]);
    expect(failure).to.include({ code: "RECORD_WIDTH", line: 2, column: null });
    expect((await preview(gzipSync("state,oid__id\nopen,1\n").subarray(0, 25))).code).to.equal(1);
  });

  it("shows no row of a file that fails later on, for nothing of it lands", async () => {
    const lines = ["state,oid__id", ...Array.from({ length: 60_000 }, (_, index) => `open,${index}`), "open"];
    const { out } = await preview(lines);
    expect(out).to.include("RECORD_WIDTH: line 60002").and.not.include("One row");
    expect((await json(lines, "--show-values")).row).to.equal(null);
  });

  it("reads a file with a byte order mark and without a last line end", async () => {
    const { columns, row } = await json(Buffer.from("\uFEFFstate,oid__id\nopen,1"), "--show-values");
    expect(columns[0]).to.deep.equal({ name: "state", rule: true });
    expect(row.after).to.deep.equal({ state: "open", oid__id: "1" });
  });

  it("lists the columns of a header in which nothing is spelled as the list spells it", async () => {
    const { code, out } = await preview(["State,_id,dms_replicated_at", "open,1,2026-02-22"]);
    expect(code).to.equal(1);
    expect(out)
      .to.include("KEY_ABSENT")
      .and.match(/State +dropped/)
      .and.include("not in this file: state (did you mean State?), address");
  });

  it("says which dropped column was probably meant by one that the file lacks", async () => {
    const header = ["oid__id,State,adress,email,array_x@y", "1,open,{},a,b"];
    expect((await preview(header)).out).to.include(
      "not in this file: state (did you mean State?), address (did you mean adress?)",
    );
    expect(await json(header)).to.deep.include({ meant: { state: "State", address: "adress" } });
    const record = ["stat,adress", "open,{}"];
    expect((await preview(record)).out, "what may be values").not.to.include("did you mean");
  });

  it("takes what has nothing known in it for a record, and shows no value of it as a name", async () => {
    const record = ["ann,smith,42"];
    const hidden = [await preview(record), await preview(record, "--collection", "users")].map(({ out }) => out).join();
    expect(hidden)
      .to.include("#1")
      .and.not.match(/ann|smith|42/);
    expect((await preview(record, "--show-values")).out).to.include("smith");
  });

  it("says that nothing of an unlisted collection leaves, and lists its columns", async () => {
    const { code, out } = await preview(["oid__id,email", "1,ann@example.org"], "--collection", "users");
    expect(code).to.equal(0);
    expect(out)
      .to.include("Not in the allow-list")
      .and.include("0 of 2 columns kept")
      .and.match(/email +dropped/);
    expect(out).not.to.match(/ann@|One row|Did you mean/);
    expect((await preview(["_id", "1"], "--collection", "ticket")).out).to.include("Did you mean tickets?");
    expect((await preview(["_id", "1"], "--collection", "users")).out).not.to.include("HEADER_UNLISTED");
    expect((await preview(["_id,dms_replicated_at"], "--collection", "users")).out).not.to.include("KEY_ABSENT");
    expect(await json(["_id", "1"], "--collection", "constructor")).to.include({ listed: false });
  });

  it("calls an empty file no failure", async () => {
    for (const body of [Buffer.alloc(0), gzipSync("")]) {
      const { code, out } = await preview(body);
      expect({ code, empty: out.includes("There is no header") }).to.deep.equal({ code: 0, empty: true });
    }
    expect((await preview(["state,oid__id"])).out)
      .to.include("0 rows in")
      .and.not.include("One row");
  });

  it("reads with a stack's own null marker and delimiter, and its Op setting", async () => {
    const other = {
      ...PRIMARY,
      region: "eu-north-1",
      csvDelimiter: "|",
      nullMarker: "~",
      cleaner: { ...PRIMARY.cleaner, passOp: false },
    };
    write(file, Buffer.from("Op|state|oid__id\nI|~|1\nI|NULL|2\n"));
    const { out } = await operate(
      ["preview", file, "--stack", "production-eu-north-1", "--show-values", "--json"],
      "",
      {
        calledFrom: folder(),
        environments: [...ALL, other],
      },
    );
    expect(JSON.parse(out).row.after).to.deep.equal({ oid__id: "1" });
    expect(JSON.parse(out).columns[0]).to.deep.equal({ name: "Op", rule: "drop" });
  });

  it("says that a missing file, or a folder, can't be read", async () => {
    for (const path of ["nowhere.csv", "."]) {
      const { code, out, err } = await run(path, "--collection", "tickets");
      expect({ code, out }).to.deep.equal({ code: 2, out: "" });
      expect(err).to.match(/(can't be read \(ENOENT\)|is no file)\. Give/);
    }
  });

  it("leaves no files", async () => {
    await preview(["state,oid__id", "open,1"]);
    expect(readdirSync(folder())).to.deep.equal(["mongodb-data"]);
    expect(readdirSync(dirname(join(folder(), file)))).to.have.length(1);
    expect(Object.keys(ALLOW_LIST)).to.include("tickets");
  });
});
