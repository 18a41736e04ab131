import { count } from "../../../command/count.ts";
import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";
import type { CollectionChange } from "../../contracts-diff/compare-allow-lists.ts";
import type { CollectionView } from "../describe.ts";
import { NO_NAMES } from "../raw/names.ts";
import type { RawFindings } from "../raw/raw-findings.ts";
import { totalsOf } from "../totals.ts";
import { anchorOf } from "./anchor.ts";
import { badge } from "./change.ts";
import { droppedColumns } from "./dropped.ts";
import { fieldItem, passingItem } from "./field.ts";
import { type Html, html, name, names } from "./html.ts";
import { prose } from "./prose.ts";
import { rawNotes } from "./raw-notes.ts";

/** The section of one collection. */
export function collectionSection(view: CollectionView): Html {
  const { collection, change, raw, lands } = view;
  const anchor = anchorOf(collection);
  return html`<section class="collection" id="${anchor}" aria-labelledby="${anchor}-name">
<h2><span id="${anchor}-name">${name(collection)}</span>${change && collectionBadge(change, view.table !== undefined)}</h2>
${change?.kind === "removed" ? noLongerListed(change, written(view)) : listed(view)}
<div class="${raw ? "sides" : "side"}">
${leaving(view)}
${raw && dropped(raw)}
</div>
${lands.length > 0 ? landsIn(lands) : ""}
</section>
`;
}

/** Undefined if only fields have changed. */
export function collectionBadge(change: CollectionChange, isTable: boolean): Html | undefined {
  if (change.kind === "changed") return undefined;
  if (change.kind === "removed") return badge("less", "no longer replicated");
  return badge("more", isTable ? "new table" : "new collection");
}

function listed(view: CollectionView): Html {
  const { source, change, table } = view;
  const { leaves, dropped } = totalsOf(view);
  const from = change?.kind === "added" ? change.from : undefined;
  return html`${purpose(view)}
<p class="facts">${source && html`${name(source.file)} · `}${count(leaves, "listed field")}${view.raw && ` · ${dropped.toLocaleString("en")} dropped`}</p>
${table && html`<p class="facts">A table of ${table.engine}, with the key ${names(table.table.key)}. Columns that are not listed stay in it.</p>`}
${from && html`<p class="note">Its ${written(view)} is that of ${name(from)} before. Is it a new name, or other data?</p>`}`;
}

function noLongerListed({ to }: CollectionChange & { kind: "removed" }, what: string): Html | undefined {
  return to === undefined ? undefined : html`<p class="note">${name(to)} has its ${what} now.</p>`;
}

/** What lists its fields. */
function written({ table }: CollectionView): string {
  return table === undefined ? "mask" : "contract";
}

function purpose(view: CollectionView): Html | Html[] {
  const { source } = view;
  const paragraphs = source?.purpose ?? [];
  if (paragraphs.length > 0) return paragraphs.map((each) => html`<p class="purpose">${prose(each)}</p>`);
  return html`<p class="purpose none">No purpose is written above its ${written(view)}.</p>`;
}

function leaving({ fields, change, table }: CollectionView): Html {
  const isGone = change?.kind === "removed";
  return html`<div><h3>${isGone ? "What left before" : "What leaves"}</h3>
<ul class="fields">
${fields.map(fieldItem)}${isGone ? "" : passingItem([TIMESTAMP_COLUMN, OP_COLUMN, ...(table ? [SEQUENCE_COLUMN] : [])], table !== undefined)}</ul></div>`;
}

function dropped({ read, dropped: found }: RawFindings): Html {
  const isKnown = read.columns.size > 0;
  return html`<div><h3>What is dropped</h3>
${isKnown ? droppedColumns(found.get("") ?? NO_NAMES) : html`<p>Unknown, because no row could be read.</p>`}
${rawNotes(read)}</div>`;
}

function landsIn(places: readonly string[]): Html {
  return html`<details><summary>Where its rows land</summary>
<ul class="places">${places.map((place) => html`<li>${name(place)}</li>`)}</ul></details>`;
}
