import type { CollectionChange } from "../../contracts-diff/compare-allow-lists.ts";
import type { Change } from "../../contracts-diff/compare-masks.ts";
import type { CollectionView } from "../describe.ts";
import { anchorOf } from "./anchor.ts";
import { changeBadge, changeNote, directionOf } from "./change.ts";
import { collectionBadge } from "./collection.ts";
import { type Html, html, name } from "./html.ts";

const ORDER = ["more", "less", "other"];

/** All changes since the git ref, those after which more leaves first; nothing if there are none. */
export function changesSection(views: readonly CollectionView[], ref: string | undefined): Html | undefined {
  const changes = views.flatMap(({ change, table }) => (change ? [{ change, isTable: table !== undefined }] : []));
  if (ref === undefined || changes.length === 0) return undefined;
  return html`<section class="panel" aria-labelledby="changes">
<h2 id="changes">What changed since ${name(ref)}</h2>
<ul class="changes">${changes.map(item)}</ul>
<p class="facts">What each change needs after the merge: <code>npm run -s contracts:diff -- ${ref}</code></p>
</section>
`;
}

function item({ change, isTable }: { readonly change: CollectionChange; readonly isTable: boolean }): Html {
  const title = html`<a href="#${anchorOf(change.collection)}">${name(change.collection)}</a>`;
  if (change.kind !== "changed")
    return html`<li>${title} ${collectionBadge(change, isTable)}${paths(change.paths)}</li>`;
  const sorted = change.changes.toSorted((a, b) => ORDER.indexOf(directionOf(a)) - ORDER.indexOf(directionOf(b)));
  return html`<li>${title}<ul>${sorted.map(line)}</ul></li>`;
}

function line(change: Change): Html {
  const note = changeNote(change);
  return html`<li>${name(change.path)} ${changeBadge(change)}${note && html` <span class="note">${note}</span>`}</li>`;
}

function paths(all: readonly string[]): Html {
  return html`<ul class="inline">${all.map((path) => html`<li>${name(path)}</li>`)}</ul>`;
}
