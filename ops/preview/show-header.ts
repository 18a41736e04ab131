import { count } from "../../command/count.ts";
import { safeText } from "../../command/safe-text.ts";
import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";
import { type HeaderStatus, whatFailed } from "../headers/header-status.ts";
import { listAbsent } from "./meant-columns.ts";

/** Of a longer list the first ones. */
const MAX_NAMES = 50;

/** The expected outcome for the newest object of a collection, from its header. */
export function showHeader(collection: string, header: HeaderStatus | null, out: Terminal): void {
  const { bold, dim, green, red, yellow } = out.colors;
  if (header === null) {
    out.print(bold(collection));
    out.print(dim("  RAW has no object of it that the deployed cleaner would take."));
    return;
  }
  const { key, refusal, columns, kept, dropped, absent, headerOnly } = header;
  const list = (title: string, names: readonly string[], color: (text: string) => string) => {
    if (names.length > 0) out.print(color(wrap(`${title}: ${listed(names)}`, 2)));
  };
  out.print(bold(`${collection}  ${safeText(key)}`));
  if (refusal) out.print(red(wrap(`It would fail with ${whatFailed(refusal)}: ${safeText(refusal.explanation)}`, 2)));
  if (headerOnly) out.print(yellow("  No row follows the header. DMS writes no such file: it may be a row."));
  if (columns > 0) out.print(`  ${kept.length.toLocaleString("en")} of ${count(columns, "column")} kept`);
  list("kept", kept, green);
  list("dropped", dropped, dim);
  const unnamed = columns - kept.length - dropped.length;
  if (unnamed > 0)
    out.print(dim(`  dropped or not known: ${count(unnamed, "column")} of which the name may be personal`));
  if (absent.length > 0) out.print(yellow(wrap(`listed, and not in it: ${listAbsent(absent, dropped)}`, 2)));
}

function listed(names: readonly string[]): string {
  const more = names.length > MAX_NAMES ? `, … ${(names.length - MAX_NAMES).toLocaleString("en")} more` : "";
  return names.slice(0, MAX_NAMES).join(", ") + more;
}
