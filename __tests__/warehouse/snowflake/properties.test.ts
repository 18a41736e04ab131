import { expect } from "chai";
import fc from "fast-check";
import type { Contract } from "../../../contracts/contract.ts";
import { listedFields, pathText } from "../../../contracts/listed-fields.ts";
import { analyticsViews } from "../../../warehouse/snowflake/analytics.ts";
import { sqlFiles } from "../../../warehouse/snowflake/files.ts";
import { collectionsIn } from "../../../warehouse/snowflake/target.ts";
import { viewsOf } from "../../../warehouse/snowflake/views.ts";
import { runs } from "../../thoroughness.ts";
import { arbitraryContract } from "./arbitrary-contract.ts";
import { targetOf } from "./target-of.ts";

describe("The views of any contract", () => {
  const everyContract = (check: (contract: Contract) => void) =>
    fc.assert(fc.property(arbitraryContract, check), { numRuns: runs(1200) });

  it("have every listed field in exactly one column, and no other field", () => {
    everyContract((contract) => {
      const { key, views } = viewsOf("orders", contract);
      const columns = [...key, ...views.flatMap((view) => view.columns)].map(({ field }) => field);
      const listed = listedFields(contract).map(({ path }) => pathText(path));
      const unlistedKey = listedFields(contract).some(({ isKey }) => isKey) ? [] : ["oid__id"];
      expect(columns.sort()).to.deep.equal([...listed, ...unlistedKey].sort());
    });
  });

  it("have the whole key in every view, and each view's names only once", () => {
    everyContract((contract) => {
      const { key } = viewsOf("orders", contract);
      for (const { columns } of statements(contract)) {
        const names = columns.map((each) => each.split(" ")[0] ?? "");
        expect(names.slice(0, key.length)).to.deep.equal(key.map(({ name }) => name));
        expect(new Set(names).size).to.equal(names.length);
      }
    });
  });

  it("[P-14] tag every classified column in CREATE VIEW itself, and no other column", () => {
    everyContract((contract) => {
      const { key, views } = viewsOf("orders", contract);
      const made = statements(contract);
      for (const [at, view] of views.entries()) {
        const tags = made[at]?.columns.map((each) => / WITH TAG \(\S+[.](\w+) = '(\w+)'\)$/.exec(each)?.slice(1));
        const expected = [...key, ...view.arrays.map(() => ({ personal: undefined })), ...view.columns].map(
          ({ personal }) => personal && [personal.tag, personal.kind],
        );
        expect(tags?.slice(0, expected.length)).to.deep.equal(expected);
        expect(tags?.slice(expected.length).filter((each) => each !== undefined)).to.deep.equal([]);
      }
    });
  });

  it("read no path from a document that the contract does not list, but for DMS's own columns and wrappers of Extended JSON", () => {
    const wrappers = ["$oid", "$date", "$numberLong", "$numberInt", "$numberDouble", "$numberDecimal"];
    everyContract((contract) => {
      const known = new Set([...namesIn(contract), "oid__id", "dms_replicated_at", "Op", ...wrappers]);
      const target = targetOf({ orders: contract });
      const sql = sqlFiles(target)
        .flatMap((file) => file.statements)
        .join("\n");
      const paths = [...sql.matchAll(/(?:src|\bvalue):((?:"(?:[^"]|"")*"[.]?)+)/g)].map(([, path]) => path ?? "");
      expect(paths).not.to.deep.equal([]);
      const names = paths.flatMap((path) =>
        [...path.matchAll(/"((?:[^"]|"")*)"/g)].map(([, name]) => name?.replaceAll('""', '"')),
      );
      expect(names.filter((name) => !known.has(name ?? ""))).to.deep.equal([]);
    });
  });

  it("are the same for the same contract", () => {
    everyContract((contract) => {
      expect(sqlFiles(targetOf({ orders: contract }))).to.deep.equal(sqlFiles(targetOf({ orders: contract })));
    });
  });
});

/** The views of a collection as their CREATE statements have them. */
function statements(contract: Contract): { columns: string[] }[] {
  const target = targetOf({ orders: contract });
  const [collection] = collectionsIn(target);
  if (collection === undefined) throw new Error("no collection");
  return analyticsViews(target, collection).statements.map((statement) => {
    const [, columns = ""] =
      /^CREATE OR REPLACE SECURE VIEW \S+ \(\n([\s\S]*?)\n\) COPY GRANTS AS\n/.exec(statement) ?? [];
    return { columns: columns.split(",\n").map((each) => each.trim()) };
  });
}

function namesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}
