import type { Result } from "../result.ts";
import { meantColumns } from "./meant-columns.ts";
import type { FilePreview } from "./preview-file.ts";
import { showPreview } from "./show-preview.ts";
import { droppedIn, type PreviewOptions, type ShownPreview, toShown } from "./shown-preview.ts";

export function toResult(found: FilePreview, options: PreviewOptions): Result {
  const shown = toShown(found, options);
  return {
    ok: shown.failure === undefined,
    json: { ...toJson(shown, options), ...(options.showValues && { row: shown.row ? rowJson(found) : null }) },
    show: (out) => showPreview(shown, options, out),
  };
}

/** No value; the row only where values were asked for. */
function toJson({ columns, absent, tally, failure }: ShownPreview, { name, collection, isListed }: PreviewOptions) {
  // The names of columns are above, each with what becomes of it.
  const { dropped: _dropped, droppedUnnamed: _unnamed, absent: _absent, ...counts } = tally;
  const { code, line = null, column = null, message: explanation } = failure ?? {};
  return {
    file: name,
    collection,
    listed: isListed,
    columns: columns.map(({ label, rule }) => ({ name: label, rule })),
    absent,
    meant: Object.fromEntries(meantColumns(absent, droppedIn(columns))),
    ...counts,
    failure: failure ? { code, line, column, explanation } : null,
  };
}

function rowJson({ header = [], row }: FilePreview): object | null {
  if (row === undefined) return null;
  return { before: header.map((name, index) => [name, row.before[index]]), after: JSON.parse(row.after) as unknown };
}
