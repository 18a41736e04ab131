import { isSame } from "./ledger.ts";
import type { Made, MadeColumn } from "./sql-file.ts";

/** What readers of a view will see otherwise than before. */
export type ReaderChange = { readonly view: string } & (
  | { readonly change: "new view"; readonly columns: readonly MadeColumn[] }
  | { readonly change: "view goes" }
  | { readonly change: "new column"; readonly column: string; readonly now: MadeColumn }
  | { readonly change: "column goes"; readonly column: string }
  | { readonly change: "type"; readonly column: string; readonly before: string; readonly now: string }
  /** `personal` of the column; absent if all readers see it. */
  | { readonly change: "class"; readonly column: string; readonly before?: string; readonly now?: string }
  /** `view` is a share, and `gains` what it has in addition: a view, a role, an account that reads it. */
  | { readonly change: "share"; readonly gains: string }
);

/** Compares the views of two sets of files. */
export function readerChanges(before: readonly Made[], now: readonly Made[]): ReaderChange[] {
  const old = viewsIn(before);
  const views = viewsIn(now);
  return [
    ...[...views].flatMap(([view, columns]) => ofView(view, old.get(view), columns)),
    ...[...old.keys()].filter((view) => !views.has(view)).map((view) => ({ view, change: "view goes" }) as const),
    ...now.filter((made) => ofShare(made) && !before.some((each) => isSame(made, each))).map(shareGains),
  ];
}

/** Whether somebody sees values in clear who did not before. */
export function opens(change: ReaderChange): boolean {
  if (change.change === "new view") return change.columns.some(isClear);
  if (change.change === "new column") return isClear(change.now);
  if (change.change === "share") return true;
  // Another class: those who may read the new one see the values.
  return change.change === "class" && change.before !== undefined;
}

/** What is in a share, or reads it: what is taken away of it must go before anything else changes. */
export function ofShare({ kind, name }: Made): boolean {
  return kind === "consumer" || kind === "share" || (kind === "grant" && / TO SHARE \S+$/.test(name));
}

function shareGains({ kind, name }: Made): ReaderChange {
  if (kind === "share") return { view: name, change: "share", gains: "the share itself" };
  const [, gains = "", share = ""] = /^(.+) (?:TO SHARE|of) (\S+)$/.exec(name) ?? [];
  return { view: share, change: "share", gains: kind === "consumer" ? `account ${gains}` : gains };
}

export function isClear({ personal }: MadeColumn): boolean {
  return personal === undefined;
}

/** Only views that readers see have their columns in the ledger. */
function viewsIn(made: readonly Made[]): Map<string, readonly MadeColumn[]> {
  return new Map(made.flatMap(({ kind, name, columns }) => (kind === "view" && columns ? [[name, columns]] : [])));
}

function ofView(view: string, before: readonly MadeColumn[] | undefined, now: readonly MadeColumn[]): ReaderChange[] {
  if (before === undefined) return [{ view, change: "new view", columns: now }];
  const gone = before.filter(({ name }) => !now.some((column) => column.name === name));
  return [
    ...now.flatMap((column) =>
      ofColumn(
        view,
        before.find(({ name }) => name === column.name),
        column,
      ),
    ),
    ...gone.map(({ name }) => ({ view, change: "column goes", column: name }) as const),
  ];
}

function ofColumn(view: string, before: MadeColumn | undefined, now: MadeColumn): ReaderChange[] {
  const column = now.name;
  if (before === undefined) return [{ view, change: "new column", column, now }];
  return [
    ...(before.type === now.type
      ? []
      : [{ view, change: "type", column, before: before.type, now: now.type } as const]),
    ...(before.personal === now.personal
      ? []
      : [
          {
            view,
            change: "class",
            column,
            ...(before.personal === undefined ? {} : { before: before.personal }),
            ...(now.personal === undefined ? {} : { now: now.personal }),
          } as const,
        ]),
  ];
}
