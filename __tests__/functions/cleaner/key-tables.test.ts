import { expect } from "chai";
import type { NestedMask } from "../../../contracts/mask.ts";
import { newAssembly } from "../../../functions/cleaner/bytes/assembly.ts";
import { KeyTables } from "../../../functions/cleaner/bytes/key-tables.ts";

describe("The listed keys of a nested mask, in the byte kernel,", () => {
  const NAMES: readonly [title: string, nameOf: (index: number) => string][] = [
    ["differ only in the middle", (index) => `field_${String(index).padStart(5, "0")}_value`],
    ["differ at the end", (index) => `a name that begins as all of them do ${index}`],
    ["differ at the start", (index) => `${index} as all of them go on`],
    ["are short", (index) => index.toString(36)],
  ];
  for (const [title, nameOf] of NAMES) {
    it(`are found with about as many comparisons as there are keys, if they ${title}`, () => {
      for (const count of [10, 1000, 8000]) {
        const mask = Object.fromEntries(Array.from({ length: count }, (_, index) => [nameOf(index), true as const]));
        expect(comparisons(mask), `${count} keys`).to.be.within(count, 2 * count);
      }
    });
  }

  it("are put into memory once, if the row and the delete have the same mask", () => {
    const tables = new KeyTables(newAssembly(HOST));
    const mask = { tenant: "key", number: "key" } as const;
    expect(tables.of(mask)).to.equal(tables.of(mask));
    expect(tables.of({ ...mask })).not.to.equal(tables.of(mask));
  });

  const HOST = { escapedKey: () => 0, malformedCell: () => undefined };

  function comparisons(mask: NestedMask): number {
    const assembly = newAssembly(HOST);
    return assembly.comparisons(new KeyTables(assembly).of(mask));
  }
});
