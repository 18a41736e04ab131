import type { Source } from "../../contracts/source.ts";
import type { Table } from "../../contracts/table.ts";
import type { CollectionChange } from "./compare-allow-lists.ts";
import type { Change } from "./compare-masks.ts";

type MaybeSource = Source | undefined;

/** Adds to the changes of a source's tables how much of their large objects leaves. A table that came or went says all with its columns. */
export function withLobs(
  changes: readonly CollectionChange[],
  before: MaybeSource,
  after: MaybeSource,
): CollectionChange[] {
  const tables = tablesOf(after);
  const changed = Object.entries(tables).flatMap(([name, table]): CollectionChange[] => {
    const old = tablesOf(before)[name];
    const lobs = old === undefined ? [] : compareLobs(old, table);
    const known = changes.find(({ collection }) => collection === name);
    if (lobs.length === 0) return known === undefined ? [] : [known];
    return [
      { collection: name, kind: "changed", changes: [...(known?.kind === "changed" ? known.changes : []), ...lobs] },
    ];
  });
  return [...changed, ...changes.filter(({ collection }) => !Object.hasOwn(tables, collection))];
}

/** The columns that leave before and after, and whose length has changed. */
function compareLobs(before: Table, after: Table): Change[] {
  return Object.keys(after.columns).flatMap((path): Change[] => {
    const [old, now] = [before.lob?.[path]?.maxKb, after.lob?.[path]?.maxKb];
    if (old === now || !Object.hasOwn(before.columns, path)) return [];
    return [
      {
        kind: "resized",
        path,
        ...(old === undefined ? {} : { before: old }),
        ...(now === undefined ? {} : { after: now }),
      },
    ];
  });
}

function tablesOf(source: MaybeSource): Readonly<Record<string, Table>> {
  return source !== undefined && "tables" in source ? source.tables : {};
}
