import { count } from "../../../command/count.ts";
import type { RawCollection } from "../raw/raw-collection.ts";
import { type Html, html, name } from "./html.ts";

/** What was read to find dropped names, and what could not be read. */
export function rawNotes({ files, rows, skippedRows, failures }: RawCollection): Html {
  const read = `Read: ${count(rows, "row")} of ${count(files, "RAW file")}.`;
  const skipped =
    skippedRows > 0 ? ` Left out: ${count(skippedRows, "row")}, as one of 4 MB or more is among them.` : "";
  return html`<p class="facts">${read}${skipped}</p>
${[...failures].map(([code, times]) => html`<p class="note check">${count(times, "file")} would fail with ${name(code)}: <code>npm run -s ops -- preview</code> says where.</p>`)}`;
}
