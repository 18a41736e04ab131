import { expect } from "chai";
import { checkAllowList, checkMask } from "../../contracts/check.ts";
import { key, pii } from "../../contracts/field.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import type { AllowList, Mask, NestedMask } from "../../contracts/mask.ts";
import { ProblemsFound } from "../../contracts/problem.ts";

describe("The check of the allow-list", () => {
  it("accepts the one of this repository", () => {
    expect(checkAllowList(EXPECTED_FIELDS_FOR_ANALYTICS)).to.deep.equal([]);
  });

  const nest = (depth: number): NestedMask => (depth === 1 ? { d: true } : { d: nest(depth - 1) });
  const wrong = (mask: unknown): AllowList => ({ audit: mask }) as AllowList;
  const problems: readonly [title: string, list: AllowList, where: string, problem: string][] = [
    ["an allow-list without a collection", {}, "allow-list", "lists no collection"],
    ["a collection without a name", { "": { a: true } }, "(no name)", "a collection without a name"],
    [
      "a collection that DMS can't carry",
      { a$b: { a: true } },
      "a$b",
      "DMS replicates no collection with `$` in its name",
    ],
    [
      "a collection that would split its S3 folder",
      { "a/b": { a: true } },
      "a/b",
      "`/` would split the collection's folder in S3",
    ],
    [
      "a control table of DMS",
      { awsdms_status: { a: true } },
      "awsdms_status",
      "`awsdms_` names DMS's own control tables",
    ],
    [
      "a collection of MongoDB's own",
      { "system.users": { a: true } },
      "system.users",
      "`system.` names MongoDB's own collections",
    ],
    [
      "a collection's name with a space around it",
      { "audit ": { a: true } },
      "audit ",
      "the name starts or ends with a space",
    ],
    ["an empty mask", { audit: {} }, "audit", "an empty mask lets nothing through"],
    [
      "an empty nested mask",
      { audit: { nodes: { data: {} } } },
      "audit.nodes.data",
      "an empty mask lets nothing through",
    ],
    [
      "[T-18] a column that DMS can't carry",
      { audit: { a$b: true } },
      "audit.a$b",
      "DMS replicates no field with `$` in its name",
    ],
    ["a column without a name", { audit: { "": true } }, "audit.(no name)", "a field without a name"],
    [
      "a nested key without a name",
      { audit: { data: { "": true } } },
      "audit.data.(no name)",
      "a field without a name",
    ],
    [
      "a column with a space around its name",
      { audit: { " a": true } },
      "audit. a",
      "the name starts or ends with a space",
    ],
    [
      "a nested key with half a character in its name",
      { audit: { data: { "a\ud83d": true } } },
      "audit.data.a\ud83d",
      "the name contains half a character",
    ],
    [
      "[T-18] nesting deeper than DMS reads",
      { audit: nest(98) },
      `audit${".d".repeat(98)}`,
      "nested deeper than 97, more than DMS reads",
    ],
    [
      "the key, which always passes",
      { audit: { oid__id: true } },
      "audit.oid__id",
      "passes for every collection without being listed",
    ],
    [
      "Op, which always passes",
      { audit: { Op: true } },
      "audit.Op",
      "passes for every collection without being listed",
    ],
    [
      "the timestamp, which always passes",
      { audit: { dms_replicated_at: true } },
      "audit.dms_replicated_at",
      "passes for every collection without being listed",
    ],
    ["a key that is DMS's own column", { audit: { Op: "key" } }, "audit.Op", "DMS's own column can't be the key"],
    [
      "a key in DMS's own column",
      { audit: { dms_replicated_at: { a: "key" } } },
      "audit.dms_replicated_at",
      "DMS's own column can't be the key",
    ],
    [
      "a part of the key in an array",
      { audit: { array_nodes: { data: { id: "key" } } } },
      "audit.array_nodes.data.id",
      "a document's key can't be in an array",
    ],
    [
      "a part of the key in an array inside a cell",
      { audit: { _id: { tenant: "key", parts: [{ number: key("integer") }] } } },
      "audit._id.parts.number",
      "a document's key can't be in an array",
    ],
    [
      "a key that is an array",
      { audit: { array__id: "key" } },
      "audit.array__id",
      "a document's key can't be in an array",
    ],
    [
      "a field nested and dotted",
      { audit: { c: { e: true }, "c.e": true } },
      "audit.c.e",
      "one field listed twice, in two spellings",
    ],
    [
      "a field with and without DMS's prefix",
      { audit: { nodes: true, array_nodes: true } },
      "audit.nodes, array_nodes",
      "one field listed twice, in two spellings",
    ],
    [
      "a field in two letter cases",
      { audit: { status: true, Status: true } },
      "audit.status, Status",
      "one field listed twice, in two spellings",
    ],
    ["false, past the types", wrong({ a: false }), "audit.a", "not a field of a contract"],
    ["an array, past the types", wrong({ a: ["b"] }), "audit.a", "a column is not written as an array"],
    ["a nested json, past the types", wrong({ a: { b: "json" } }), "audit.a.b", "not a field of a contract"],
    ["a nested null, past the types", wrong({ a: { b: null } }), "audit.a.b", "not a field of a contract"],
    ["no object at all, past the types", wrong(null), "audit", "not a mask"],
  ];
  for (const [title, list, where, problem] of problems) {
    it(`finds ${title}`, () => {
      const found = checkAllowList(list);
      expect(found.map((entry) => [entry.where, entry.problem])).to.deep.equal([[where, problem]]);
      expect(found[0]?.remedy).to.be.a("string").and.not.equal("");
    });
  }

  it("accepts nesting as deep as DMS reads", () => {
    expect(checkAllowList({ audit: nest(97) })).to.deep.equal([]);
  });

  it("accepts a key of several columns, and of parts of one", () => {
    expect(
      checkAllowList({ audit: { tenant: "key", _id: { number: "key", at: { region: "key", label: true } } } }),
    ).to.deep.equal([]);
  });

  it("accepts the key with a class, and says how to write it", () => {
    expect(checkAllowList({ audit: { oid__id: key(pii("customer_id")), status: true } })).to.deep.equal([]);
    const [found] = checkAllowList({ audit: { oid__id: pii("customer_id"), status: true } });
    expect(found?.remedy).to.include('key(pii("customer_id"))');
  });

  it("accepts keys with a dollar below the top level, where Extended JSON has them", () => {
    expect(checkAllowList({ audit: { array_nodes: { created_at: { $date: true } } } })).to.deep.equal([]);
  });

  it("reports every problem at once, each with place and remedy", () => {
    const found = checkAllowList({ a$b: {}, audit: { " x": true, data: {} } });
    expect(found).to.have.length(4);
    const { message } = new ProblemsFound(found);
    expect(message.split("\n")[0]).to.equal("4 problems");
    for (const { where, problem, remedy } of found)
      expect(message).to.include(where).and.include(problem).and.include(remedy);
  });

  it("checks only the shape of a mask from a file", () => {
    expect(checkMask({ id: true, ID: true, oid__id: true, a$b: true })).to.deep.equal([]);
    expect(checkMask({} as Mask)).to.have.length(1);
    const mask = { a: false, b: ["c"], d: { e: "json" }, f: { g: null }, h: "text", i: [{ j: true }], k: pii("email") };
    const found = checkMask(mask as unknown as Mask);
    expect(found.map(({ where, problem }) => [where, problem])).to.deep.equal(
      ["a", "b", "d.e", "f.g", "h", "i", "k"].map((where) => [where, "not a mask"]),
    );
  });
});
