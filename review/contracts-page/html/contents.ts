import { collectionNarrows, collectionWidens } from "../../contracts-diff/compare-allow-lists.ts";
import type { CollectionView } from "../describe.ts";
import { totalsOf } from "../totals.ts";
import { anchorOf } from "./anchor.ts";
import { type Html, html, name } from "./html.ts";

/** The list of collections and tables, with a form to filter it. The script shows the form, which needs it. */
export function contents(views: readonly CollectionView[], isCompared: boolean): Html {
  return html`<nav aria-label="Collections and tables">
<form id="filter" role="search" hidden>
<label for="find">Find a field</label>
<input id="find" type="search" autocomplete="off" spellcheck="false">
${isCompared ? html`<label class="only"><input id="only" type="checkbox"> Only what changed</label>` : ""}
<p id="found" role="status"></p>
</form>
<ul>${views.map(entry)}</ul>
</nav>
`;
}

function entry(view: CollectionView): Html {
  const { collection, change } = view;
  const { leaves } = totalsOf(view);
  const sign = change === undefined ? undefined : signOf(change);
  return html`<li><a href="#${anchorOf(collection)}">${name(collection)} <span class="count">${change?.kind === "removed" ? "" : leaves}<span class="visually-hidden"> listed fields</span>${sign}</span></a></li>
`;
}

function signOf(change: NonNullable<CollectionView["change"]>): Html {
  const more = collectionWidens(change) ? html` <span class="badge more">more</span>` : "";
  return html`${more}${collectionNarrows(change) ? html` <span class="badge less">less</span>` : ""}`;
}
