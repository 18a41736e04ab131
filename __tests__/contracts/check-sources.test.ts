import { expect } from "chai";
import { checkSources } from "../../contracts/check-sources.ts";
import { notPersonal, pii } from "../../contracts/field.ts";
import { SOURCES } from "../../contracts/index.ts";
import type { Sources } from "../../contracts/source.ts";
import { type Table, table } from "../../contracts/table.ts";

const users = table({ key: ["id"], updatedAt: "at", columns: { id: "integer", email: pii("email"), at: "timestamp" } });

describe("The check of all sources", () => {
  const found = (sources: Sources) => checkSources(sources).map(({ where, problem }) => [where, problem]);
  const ofTable = (differs: object, engine: "mysql" | "snowflake" = "mysql") =>
    found({ shop: { engine, tables: { users: { ...users, ...differs } as Table } } });

  it("accepts those of this repository, and the same name in two databases", () => {
    expect(checkSources(SOURCES)).to.deep.equal([]);
    expect(
      found({
        legion: { engine: "mongodb", collections: { users: { tier: true } } },
        other: { engine: "mongodb", collections: { users: { plan: "text" } } },
        shop: { engine: "mysql", tables: { users } },
        billing: { engine: "postgres", tables: { users } },
        marts: { engine: "snowflake", tables: { users } },
      }),
    ).to.deep.equal([]);
  });

  it("names the database, and reports the problems of all at once", () => {
    expect(
      found({
        legion: { engine: "mongodb", collections: { users: { email: true }, a$b: {} } },
        other: { engine: "mongodb", collections: {} },
        shop: { engine: "mysql", tables: { users: { ...users, key: ["uuid"] } } },
      }),
    ).to.deep.equal([
      ["legion.users.email", 'sounds personal ("email") and has no class'],
      ["legion.a$b", "DMS replicates no collection with `$` in its name"],
      ["legion.a$b", "an empty mask lets nothing through"],
      ["other.allow-list", "lists no collection"],
      ["shop.users.key", "uuid is not one of its columns"],
    ]);
  });

  it("requires a database, with a name that can be a folder, and tables in it", () => {
    expect(found({})).to.deep.equal([["contracts/index.ts", "lists no database"]]);
    for (const name of ["", "a/b", "a.b", "a".repeat(64)])
      expect(
        found({ [name]: { engine: "mysql", tables: { users } } }).map(([, problem]) => problem),
        name,
      ).to.deep.equal(["can't be a folder of the RAW bucket"]);
    expect(found({ shop: { engine: "mysql", tables: {} } })).to.deep.equal([["shop.tables", "lists no table"]]);
  });

  it("requires names that a warehouse can distinguish: of databases, of collections, of tables", () => {
    const problem = "a warehouse can't distinguish their names";
    expect(
      found({
        shop: { engine: "mysql", tables: { users, Users: users } },
        Shop: { engine: "mongodb", collections: { a_b: { a: true }, "a-b": { a: true } } },
      }),
    ).to.deep.equal([
      ["shop, Shop", problem],
      ["shop.users, Users", problem],
      ["Shop.a_b, a-b", problem],
    ]);
  });

  for (const [what, differs, where, problem] of [
    ["without a key", { key: [] }, "key", "a table without a key"],
    ["with a key that names a column twice", { key: ["id", "id"] }, "key", "names a column twice"],
    ["whose watermark is not listed", { updatedAt: "changed" }, "updatedAt", "changed is not one of its columns"],
    ["whose watermark is not a time", { updatedAt: "id" }, "updatedAt", "id is not a timestamp"],
    [
      "with a column that has no type",
      { columns: { ...users.columns, plan: true } },
      "plan",
      "a column of a table without a type",
    ],
    ["with a column kept whole", { columns: { ...users.columns, plan: "json" } }, "plan", "not a field of a contract"],
    ["with a nested column", { columns: { ...users.columns, plan: { a: true } } }, "plan", "not a field of a contract"],
    [
      "with a column without a name",
      { columns: { ...users.columns, "": "text" } },
      "(no name)",
      "a column without a name",
    ],
    [
      "with a column that sounds personal",
      { columns: { ...users.columns, phone: "text" } },
      "phone",
      'sounds personal ("phone") and has no class',
    ],
    [
      "with a technical column",
      { columns: { ...users.columns, _row: "text" } },
      "_row",
      "_row is a column that clearwell adds to every table of a warehouse",
    ],
    [
      "with two columns of one name",
      { columns: { ...users.columns, ID: "text" } },
      "id, ID",
      "would be the same column of a warehouse, id",
    ],
    [
      "with a large object that is not listed",
      { lob: { body: { maxKb: 64 } } },
      "lob.body",
      "body is not one of its columns",
    ],
    ["with a large object that is not a text", { lob: { at: { maxKb: 64 } } }, "lob.at", "not a text"],
    ["with a large object without a length", { lob: { email: { maxKb: 0 } } }, "lob.email", "0 KB is out of range"],
    [
      "with a large object longer than DMS reads",
      { lob: { email: { maxKb: 102_401 } } },
      "lob.email",
      "102401 KB is out of range",
    ],
    [
      "with a large object in its key",
      { key: ["email"], lob: { email: { maxKb: 64 } } },
      "lob.email",
      "a large object can't be in the key",
    ],
    [
      "with a column on which DMS's rules don't work",
      { columns: { ...users.columns, "unit-price": "integer" } },
      "unit-price",
      "DMS's rules don't work on a name with special characters",
    ],
    [
      "with a column that DMS adds",
      { columns: { ...users.columns, DMS_Change_Sequence: "text" } },
      "DMS_Change_Sequence",
      "DMS adds a column dms_change_sequence to every table",
    ],
    [
      "with a word that Snowflake reserves",
      { columns: { ...users.columns, order: "text" } },
      "order",
      "order is a reserved word of Snowflake",
    ],
  ] as const)
    it(`finds a table ${what}`, () => {
      expect(ofTable(differs)).to.deep.equal([[`shop.users.${where}`, problem]]);
    });

  it("finds a table on whose name DMS's rules don't work, and allows it in a source that DMS does not read", () => {
    const tables = { "user/s": users };
    expect(found({ shop: { engine: "postgres", tables } })).to.deep.equal([
      ["shop.user/s", "DMS's rules don't work on a name with special characters"],
    ]);
    expect(found({ shop: { engine: "snowflake", tables } })).to.deep.equal([]);
  });

  // An external table with one of these ends the whole run of dbt.
  for (const name of ["value", "_day", "_version", "_valid_from", "_valid_to", "_written_at", "_next"])
    it(`finds a column ${name}, which dbt's tables have themselves`, () => {
      expect(ofTable({ columns: { ...users.columns, [name]: "text" } })).to.deep.equal([
        [`shop.users.${name}`, `${name} is a column that dbt's tables have themselves`],
      ]);
    });

  it("accepts columns that Snowflake's table functions have, too", () => {
    const columns = Object.fromEntries(["etag", "key", "index", "version", "change"].map((name) => [name, "text"]));
    expect(ofTable({ columns: { ...users.columns, ...columns } })).to.deep.equal([]);
  });

  it("accepts large objects up to the length that DMS reads", () => {
    expect(ofTable({ lob: { email: { maxKb: 1 } } })).to.deep.equal([]);
    expect(ofTable({ lob: { email: { maxKb: 102_400 } } })).to.deep.equal([]);
  });

  it("applies the rules for names of the warehouse that the source's pipeline goes to", () => {
    const columns = { ...users.columns, user: notPersonal("a number", "integer") };
    expect(ofTable({ columns })).to.deep.equal([]);
    expect(ofTable({ columns }, "snowflake")).to.deep.equal([
      ["shop.users.user", "user is a reserved word of PostgreSQL"],
    ]);
  });
});
