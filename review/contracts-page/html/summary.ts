import { count } from "../../../command/count.ts";
import { collectionNarrows, collectionWidens } from "../../contracts-diff/compare-allow-lists.ts";
import type { CollectionView } from "../describe.ts";
import { addTotals, totalsOf } from "../totals.ts";
import { type Html, html, name } from "./html.ts";
import type { Provenance } from "./provenance.ts";

/** The verdict and the figures, which a reviewer wants first. */
export function summary(views: readonly CollectionView[], { since }: Provenance): Html {
  const totals = addTotals(views.map(totalsOf));
  const collections = views.filter(({ change }) => change?.kind !== "removed").length;
  const hasRaw = views.some(({ raw }) => raw !== undefined);
  return html`${since && verdict(views, since.ref)}
<dl class="figures">
${figure(collections, collections === 1 ? "collection" : "collections")}
${figure(totals.leaves, "listed fields leave", totals.json > 0 ? `${totals.json} of them JSON that leaves whole` : undefined)}
${since ? html`${figure(totals.more, "new", "leave now, and did not before", totals.more > 0 ? "more" : "")}${figure(totals.less, "removed", "left before, and no longer do")}` : ""}
${hasRaw ? html`${figure(totals.dropped, "dropped", "columns of RAW, and keys inside its JSON")}${figure(totals.absent, "not in RAW", "listed, and in no RAW file that was read", totals.absent > 0 ? "check" : "")}` : ""}
</dl>
${hasRaw ? "" : html`<p class="facts">No RAW files were given, so dropped names are not shown.</p>`}
`;
}

function figure(number: number, label: string, note?: string, kind = ""): Html {
  return html`<div class="figure ${kind}"><dt>${label}${note === undefined ? "" : html`<small>${note}</small>`}</dt><dd>${number.toLocaleString("en")}</dd></div>
`;
}

function verdict(views: readonly CollectionView[], ref: string): Html {
  const { more, less } = addTotals(views.map(totalsOf));
  const changes = views.flatMap(({ change }) => change ?? []);
  if (changes.length === 0) return html`<p class="verdict">The same leaves as at ${name(ref)}.</p>`;
  const [wider, narrower] = [changes.filter(collectionWidens).length, changes.filter(collectionNarrows).length];
  const lessLeaves =
    less > 0
      ? ` ${count(less, "field")} in ${count(narrower, "collection")} no longer ${less === 1 ? "leaves" : "leave"}.`
      : "";
  if (more === 0) return html`<p class="verdict">Nothing leaves that did not at ${name(ref)}.${lessLeaves}</p>`;
  return html`<p class="verdict more"><strong>More leaves than at ${name(ref)}: ${count(more, "field")} in ${count(wider, "collection")}.</strong>${lessLeaves}</p>`;
}
