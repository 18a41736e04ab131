import { expect } from "chai";
import type { Scalar } from "../../../contracts/field.ts";
import { fits } from "../../../functions/shared/source/fits.ts";
import { kindOfColumn as mysql } from "../../../functions/shared/source/mysql/column-kind.ts";
import type { ColumnKind } from "../../../functions/shared/source/seen-table.ts";
import { kindOfColumn as postgres } from "../../../functions/source-columns/postgres/column-kind.ts";

const LISTED: readonly Scalar[] = [
  "text",
  "integer",
  "number",
  "decimal(12,2)",
  "decimal(38,6)",
  "boolean",
  "date",
  "timestamp",
];

const decimal = (precision: number, scale: number) => (((precision << 16) | (scale & 0x7ff)) + 4) | 0;

/** Types of both engines, and the types of a contract that hold each without a loss. */
const HELD: readonly (readonly [type: string, kind: ColumnKind, by: readonly Scalar[]])[] = [
  ["int", mysql("int", "int", 10, 0).kind, ["text", "integer", "number", "decimal(12,2)", "decimal(38,6)"]],
  ["int8", postgres("int8", "N", -1).kind, ["text", "integer", "number", "decimal(38,6)"]],
  [
    "tinyint(1)",
    mysql("tinyint", "tinyint(1)", 3, 0).kind,
    ["text", "integer", "number", "decimal(12,2)", "decimal(38,6)", "boolean"],
  ],
  ["bit(1)", mysql("bit", "bit(1)", 1, 0).kind, ["boolean"]],
  ["bit(8)", mysql("bit", "bit(8)", 8, 0).kind, []],
  ["bool", postgres("bool", "B", -1).kind, ["boolean"]],
  ["decimal(65,0)", mysql("decimal", "decimal(65,0)", 65, 0).kind, ["number"]],
  ["decimal(12,2)", mysql("decimal", "decimal(12,2)", 12, 2).kind, ["number", "decimal(12,2)", "decimal(38,6)"]],
  ["numeric(12,2)", postgres("numeric", "N", decimal(12, 2)).kind, ["number", "decimal(12,2)", "decimal(38,6)"]],
  [
    "numeric(9,0)",
    postgres("numeric", "N", decimal(9, 0)).kind,
    ["integer", "number", "decimal(12,2)", "decimal(38,6)"],
  ],
  [
    "numeric(5,-2)",
    postgres("numeric", "N", decimal(5, -2)).kind,
    ["integer", "number", "decimal(12,2)", "decimal(38,6)"],
  ],
  ["decimal(6,4)", mysql("decimal", "decimal(6,4)", 6, 4).kind, ["number", "decimal(38,6)"]],
  ["decimal(14,2)", mysql("decimal", "decimal(14,2)", 14, 2).kind, ["number", "decimal(38,6)"]],
  ["numeric", postgres("numeric", "N", -1).kind, ["number", "decimal(38,6)"]],
  ["double", mysql("double", "double", 22, 0).kind, ["number"]],
  ["date", mysql("date", "date", 0, 0).kind, ["date"]],
  ["datetime", mysql("datetime", "datetime", 0, 0).kind, ["timestamp"]],
  ["timestamptz", postgres("timestamptz", "D", -1).kind, ["timestamp"]],
  ["varchar(20)", mysql("varchar", "varchar(20)", 0, 0).kind, ["text"]],
  ["enum", postgres("state", "E", -1).kind, ["text"]],
  ["json", mysql("json", "json", 0, 0).kind, ["text"]],
  ["uuid", postgres("uuid", "U", -1).kind, ["text"]],
  ["time", mysql("time", "time", 0, 0).kind, ["text"]],
  ["varbinary(16)", mysql("varbinary", "varbinary(16)", 0, 0).kind, []],
  ["bytea", postgres("bytea", "U", -1).kind, []],
  ["a type that nobody knows", mysql("vector", "vector(3)", 0, 0).kind, []],
];

describe("A type of a contract", () => {
  for (const [type, kind, by] of HELD)
    it(`that holds ${type} is one of: ${by.join(", ") || "none"}`, () => {
      expect(LISTED.filter((listed) => fits(listed, kind))).to.deep.equal(by);
    });
});

describe("A large object, for DMS, is", () => {
  const lobs = (types: readonly string[], isLob: (type: string) => boolean) => types.filter(isLob);

  it("in MySQL every text, JSON, blob or geometry", () => {
    const types = [
      "varchar",
      "char",
      "enum",
      "tinytext",
      "text",
      "longtext",
      "json",
      "blob",
      "point",
      "int",
      "varbinary",
    ];
    expect(lobs(types, (type) => mysql(type, type, 0, 0).isLob)).to.deep.equal([
      "tinytext",
      "text",
      "longtext",
      "json",
      "blob",
      "point",
    ]);
  });

  it("in PostgreSQL a text, JSON, bytes, an array, or a varchar without a length", () => {
    const types = ["bpchar", "varchar", "text", "jsonb", "bytea", "int4", "uuid"];
    expect(lobs(types, (type) => postgres(type, "S", -1).isLob)).to.deep.equal(["varchar", "text", "jsonb", "bytea"]);
    expect(postgres("varchar", "S", 24).isLob).to.equal(false);
    expect(postgres("_int4", "A", -1).isLob).to.equal(true);
  });
});
