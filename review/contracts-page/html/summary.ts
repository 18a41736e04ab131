import { count } from "../../../command/count.ts";
import type { CollectionView } from "../describe.ts";
import { addTotals, totalsOf } from "../totals.ts";
import { type Html, html, name } from "./html.ts";
import type { Provenance } from "./provenance.ts";

/** The verdict and the figures, which a reviewer wants first. */
export function summary(views: readonly CollectionView[], { since }: Provenance): Html {
  const totals = addTotals(views.map(totalsOf));
  const { collections, tables } = countKinds(views.filter(({ change }) => change?.kind !== "removed"));
  const hasRaw = views.some(({ raw }) => raw !== undefined);
  return html`${since && verdict(views, since.ref)}
<dl class="figures">
${figure(collections, collections === 1 ? "collection" : "collections")}
${tables > 0 ? figure(tables, tables === 1 ? "table" : "tables") : ""}
${figure(totals.leaves, "listed fields leave", totals.json > 0 ? `${totals.json} of them JSON that leaves whole` : undefined)}
${since ? html`${figure(totals.more, "new", "leave now, and did not before", totals.more > 0 ? "more" : "")}${totals.unmasked > 0 ? figure(totals.unmasked, "unmasked", "left before, and are no longer masked as before", "more") : ""}${figure(totals.less, "removed", "left before, and no longer do")}` : ""}
${hasRaw ? html`${figure(totals.dropped, "dropped", "columns of RAW, and keys inside its JSON")}${figure(totals.absent, "not in RAW", "listed, and in no RAW file that was read", totals.absent > 0 ? "check" : "")}` : ""}
</dl>
${hasRaw ? "" : html`<p class="facts">No RAW files were given, so dropped names are not shown.</p>`}
`;
}

function countKinds(views: readonly CollectionView[]) {
  const tables = views.filter(({ table }) => table !== undefined).length;
  return { collections: views.length - tables, tables };
}

/** `2 collections and 1 table` */
function kinds(views: readonly CollectionView[]): string {
  const { collections, tables } = countKinds(views);
  const words = [
    ...(collections > 0 ? [count(collections, "collection")] : []),
    ...(tables > 0 ? [count(tables, "table")] : []),
  ];
  return words.join(" and ");
}

function figure(number: number, label: string, note?: string, kind = ""): Html {
  return html`<div class="figure ${kind}"><dt>${label}${note === undefined ? "" : html`<small>${note}</small>`}</dt><dd>${number.toLocaleString("en")}</dd></div>
`;
}

function verdict(views: readonly CollectionView[], ref: string): Html {
  if (views.every(({ change }) => change === undefined))
    return html`<p class="verdict">The same leaves as at ${name(ref)}.</p>`;
  const totals = addTotals(views.map(totalsOf));
  const { more, unmasked, less } = totals;
  const fields = (of: "more" | "unmasked" | "less") =>
    `${count(totals[of], "field")} in ${kinds(views.filter((view) => totalsOf(view)[of] > 0))}`;
  const moreLeaves =
    more > 0
      ? html`<strong>More leaves than at ${name(ref)}: ${fields("more")}.</strong>`
      : html`Nothing leaves that did not at ${name(ref)}.`;
  const masked = unmasked > 0 ? html` <strong>No longer masked as before: ${fields("unmasked")}.</strong>` : undefined;
  const lessLeaves = less > 0 ? ` ${fields("less")} no longer ${less === 1 ? "leaves" : "leave"}.` : "";
  return html`<p class="verdict${more + unmasked > 0 ? " more" : ""}">${moreLeaves}${masked}${lessLeaves}</p>`;
}
