import { expect } from "chai";
import { checkAllowList } from "../../contracts/check.ts";
import { checkColumns } from "../../contracts/check-columns.ts";
import type { Contract } from "../../contracts/contract.ts";
import { NAME_RULES, type Warehouse } from "../../contracts/reserved-words.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { targetOf } from "../warehouse/snowflake/target-of.ts";

describe("A field that a warehouse can't hold", () => {
  const found = (contract: Contract) =>
    checkAllowList({ users: contract }).map(({ where, problem }) => [where, problem]);
  const meet = (column: string) => `would be the same column of a warehouse, ${column}`;

  it("is one of two that would be the same column", () => {
    expect(found({ a_b: true, a: { b: true } })).to.deep.equal([["users.a_b, a.b", meet("a_b")]]);
    expect(found({ "a.b": true, a_b: true })).to.deep.equal([["users.a.b, a_b", meet("a_b")]]);
    expect(found({ "a-b": true, a_b: true })).to.deep.equal([["users.a-b, a_b", meet("a_b")]]);
    expect(found({ a: { b_c: true, b: { c: true } } })).to.deep.equal([["users.a.b_c, a.b.c", meet("a_b_c")]]);
  });

  it("is one of two that differ only in letter case", () => {
    expect(found({ a: { b: true, B: true } })).to.deep.equal([["users.a.b, a.B", meet("a_b")]]);
    expect(found({ "1a": true, "1A": true }).map(([where]) => where)).to.deep.equal(["users.1a, 1A"]);
  });

  it("is one with the column name of a field that always passes", () => {
    expect(found({ op: true })).to.deep.equal([["users.Op, op", meet("op")]]);
    expect(found({ oid: { _id: true } })).to.deep.equal([["users.oid__id, oid._id", meet("oid__id")]]);
    expect(found({ dms: { replicated_at: true } })).to.deep.equal([
      ["users.dms_replicated_at, dms.replicated_at", meet("dms_replicated_at")],
    ]);
  });

  it("is one with the name of a column that Snowflake's views have beside the fields", () => {
    const [view] = sqlFiles(targetOf({ users: { a: true } })).flatMap(({ makes }) =>
      makes.filter(({ columns }) => columns),
    );
    const added = view?.columns?.map(({ name }) => name).filter((name) => name !== "a" && name !== "oid__id") ?? [];
    expect(added).to.include("_stack");
    for (const name of added)
      expect(found({ a: { [name]: true }, [name]: true })).to.deep.equal([
        [`users.${name}`, `${name} is a column that clearwell adds to every table of a warehouse`],
      ]);
  });

  it("is not one of two of which one is in an array, because an array is a separate table", () => {
    expect(found({ a_b: true, array_a: { b: true }, c: { d: [{ e: true }], d_e: true } })).to.deep.equal([]);
    expect(found({ array_a: { b_c: true, b: { c: true } } })).to.have.length(1);
  });

  it("is a reserved word as a column, not as a part of its name", () => {
    expect(found({ from: true, ORDER: "key" })).to.deep.equal([
      ["users.from", "from is a reserved word of Snowflake"],
      ["users.ORDER", "order is a reserved word of Snowflake"],
    ]);
    expect(found({ order: { from: true }, from_city: true })).to.deep.equal([]);
    expect(found({ array_steps: { from: true } }).map(([where]) => where)).to.deep.equal(["users.array_steps.from"]);
  });

  it("is a column that clearwell adds", () => {
    expect(found({ _loaded_at: true, _ROW: true }).map(([where]) => where)).to.deep.equal([
      "users._loaded_at",
      "users._ROW",
    ]);
    expect(found({ a: { _op: true } })).to.deep.equal([]);
  });

  it("has a name that is longer than the warehouse allows", () => {
    const long = "d".repeat(250);
    expect(found({ [long]: { abcd: true } })).to.deep.equal([]);
    expect(found({ [long]: { abcde: true } })).to.deep.equal([
      [`users.${long}.abcde`, "its column's name has 256 characters, Snowflake allows 255"],
    ]);
  });

  it("is reported once if it is one field in two spellings", () => {
    expect(found({ status: true, Status: true }).map(([, problem]) => problem)).to.deep.equal([
      "one field listed twice, in two spellings",
    ]);
  });

  for (const [warehouse, refused, allowed] of [
    ["snowflake", ["select", "qualify", "current_user", "increment"], ["user", "timestamp", "left", "account"]],
    ["redshift", ["select", "user", "timestamp", "tag", "xmin"], ["qualify", "increment", "account"]],
    ["postgres", ["select", "user", "window", "left", "ctid"], ["qualify", "timestamp", "tag"]],
  ] as const satisfies readonly (readonly [Warehouse, readonly string[], readonly string[]])[])
    it(`is a word that ${warehouse} reserves, but not one that only others reserve`, () => {
      const words = Object.fromEntries([...refused, ...allowed].map((word) => [word, true as const]));
      expect(checkColumns(words, [], [warehouse]).map(({ where }) => where)).to.deep.equal(refused);
      expect([...NAME_RULES[warehouse].words].filter((word) => !/^[a-z0-9_]+$/.test(word))).to.deep.equal([]);
    });

  it("is named with every warehouse that refuses it", () => {
    expect(checkColumns({ user: true }, [], ["snowflake", "redshift", "postgres"])[0]?.problem).to.equal(
      "user is a reserved word of Redshift and PostgreSQL",
    );
  });
});
