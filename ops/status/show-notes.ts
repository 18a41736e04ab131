import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import type { CollectionStatus } from "./collection-status.ts";
import type { StackStatus } from "./stack-status.ts";

/** What somebody should look at, although it may be right. */
export function showNotes(stacks: readonly StackStatus[], out: Terminal): void {
  const notes = stacks.flatMap(({ stack, collections }) =>
    collections.flatMap((status) => notesOn(status).map((note) => `${status.collection} in ${stack}: ${note}`)),
  );
  if (notes.length === 0) return;
  out.print(out.colors.bold("\nLook at these"));
  for (const note of notes) out.print(out.colors.yellow(wrap(note, 2)));
}

function notesOn({ header, headerOnly }: CollectionStatus): string[] {
  const meant = Object.entries(header?.meant ?? {}).map(([listed, dropped]) => `${listed} (did you mean ${dropped}?)`);
  return [
    ...(meant.length === 0 ? [] : [`listed, and not in the newest RAW object: ${meant.join(", ")}`]),
    ...(headerOnly ? [`${count(headerOnly, "file")} with a header and no row. ${NO_ROW}`] : []),
    ...(header?.headerOnly ? [`the newest RAW object has a header and no row. ${NO_ROW}`] : []),
  ];
}

const NO_ROW = "DMS writes no such file: a row may have been taken for the header.";
