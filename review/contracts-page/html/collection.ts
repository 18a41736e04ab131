import { count } from "../../../command/count.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";
import type { CollectionChange } from "../../contracts-diff/compare-allow-lists.ts";
import type { CollectionView } from "../describe.ts";
import { NO_NAMES } from "../raw/names.ts";
import type { RawFindings } from "../raw/raw-findings.ts";
import type { Source } from "../sources.ts";
import { totalsOf } from "../totals.ts";
import { anchorOf } from "./anchor.ts";
import { badge } from "./change.ts";
import { droppedColumns } from "./dropped.ts";
import { fieldItem, passingItem } from "./field.ts";
import { type Html, html, name } from "./html.ts";
import { prose } from "./prose.ts";
import { rawNotes } from "./raw-notes.ts";

/** The section of one collection. */
export function collectionSection(view: CollectionView): Html {
  const { collection, change, raw, lands } = view;
  const anchor = anchorOf(collection);
  return html`<section class="collection" id="${anchor}" aria-labelledby="${anchor}-name">
<h2><span id="${anchor}-name">${name(collection)}</span>${change && collectionBadge(change)}</h2>
${change?.kind === "removed" ? noLongerListed(change) : listed(view)}
<div class="${raw ? "sides" : "side"}">
${leaving(view)}
${raw && dropped(raw)}
</div>
${lands.length > 0 ? landsIn(lands) : ""}
</section>
`;
}

function collectionBadge(change: CollectionChange): Html | undefined {
  if (change.kind === "changed") return undefined;
  return change.kind === "added" ? badge("more", "new collection") : badge("less", "no longer replicated");
}

function listed(view: CollectionView): Html {
  const { source, change } = view;
  const { leaves, dropped } = totalsOf(view);
  const from = change?.kind === "added" ? change.from : undefined;
  return html`${purpose(source)}
<p class="facts">${source && html`${name(source.file)} · `}${count(leaves, "listed field")}${view.raw && ` · ${dropped.toLocaleString("en")} dropped`}</p>
${from && html`<p class="note">Its mask is that of ${name(from)} before. Is it a new name, or other data?</p>`}`;
}

function noLongerListed({ to }: CollectionChange & { kind: "removed" }): Html | undefined {
  return to === undefined ? undefined : html`<p class="note">${name(to)} has its mask now.</p>`;
}

function purpose(source: Source | undefined): Html | Html[] {
  const paragraphs = source?.purpose ?? [];
  if (paragraphs.length > 0) return paragraphs.map((each) => html`<p class="purpose">${prose(each)}</p>`);
  return html`<p class="purpose none">No purpose is written above its mask.</p>`;
}

function leaving({ fields, change }: CollectionView): Html {
  const isGone = change?.kind === "removed";
  return html`<div><h3>${isGone ? "What left before" : "What leaves"}</h3>
<ul class="fields">
${fields.map(fieldItem)}${isGone ? "" : passingItem([TIMESTAMP_COLUMN, OP_COLUMN])}</ul></div>`;
}

function dropped({ read, dropped: names }: RawFindings): Html {
  const isKnown = read.columns.size > 0;
  return html`<div><h3>What is dropped</h3>
${isKnown ? droppedColumns(names.get("") ?? NO_NAMES) : html`<p>Unknown, because no row could be read.</p>`}
${rawNotes(read)}</div>`;
}

function landsIn(places: readonly string[]): Html {
  return html`<details><summary>Where its rows land</summary>
<ul class="places">${places.map((place) => html`<li>${name(place)}</li>`)}</ul></details>`;
}
