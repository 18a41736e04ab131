import type { Names } from "../raw/names.ts";
import { type Html, html, name } from "./html.ts";

const MARK = html`<span aria-hidden="true">✕</span>`;

/** The dropped keys inside a field, in one line; nothing if there are none. */
export function droppedKeys(path: string, names: Names): Html | undefined {
  if (isEmpty(names)) return undefined;
  return html`<div class="dropped"><span class="label">${MARK} dropped</span>
<ul>${names.shown.map((each) => item(`${path}.${each}`, name(each)))}${others(names)}</ul></div>
`;
}

/** Up to this many columns are shown on separate lines. */
const FEW = 24;

/** The dropped columns, each on a separate line if there are few. */
export function droppedColumns(names: Names): Html {
  if (isEmpty(names)) return html`<p>No column.</p>`;
  return html`<ul class="dropped${names.shown.length > FEW ? "" : " few"}">${names.shown.map((each) => item(each, html`${MARK} ${name(each)}`))}${others(names)}</ul>`;
}

function item(find: string, text: Html): Html {
  return html`<li data-find="${find}">${text}</li>
`;
}

function others({ shown, hidden, isPartial }: Names): Html | undefined {
  if (hidden === 0) return undefined;
  const count = `${hidden.toLocaleString("en")}${isPartial ? " or more" : ""}${shown.length > 0 ? " more" : ""}`;
  return html`<li class="not-shown">${MARK} ${count}, ${hidden === 1 ? "whose name is" : "whose names are"} not shown</li>`;
}

function isEmpty({ shown, hidden }: Names): boolean {
  return shown.length + hidden === 0;
}
