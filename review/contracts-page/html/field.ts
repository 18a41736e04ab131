import { classOf } from "../../contracts-diff/compare-masks.ts";
import type { Field } from "../field-tree.ts";
import { changeBadge, changeNote, directionOf } from "./change.ts";
import { droppedKeys } from "./dropped.ts";
import { type Html, html, name, names } from "./html.ts";

const ABSENT = html`<span class="badge check"><span aria-hidden="true">?</span> not in RAW</span>`;

/** A field with its descendants. */
export function fieldItem(field: Field): Html {
  const { path, isGone, change, children, dropped, isAbsent, meant } = field;
  const note = change && changeNote(change);
  return html`<li class="field${isGone ? " gone" : ""}" data-find="${path}" ${change ? html`data-change="${directionOf(change)}"` : ""}>
<div class="row">${name(field.name)}${change && changeBadge(change)}${isAbsent ? ABSENT : ""}${isGone ? "" : form(field)}</div>
${field.leaf?.notPersonal && html`<p class="note">Not personal: ${name(field.leaf.notPersonal)}.</p>`}
${note && html`<p class="note">${note}</p>`}
${field.maxKb === undefined ? undefined : html`<p class="note">A large object, of up to ${field.maxKb.toLocaleString("en")} KB. A longer value stops the task.</p>`}
${meant && html`<p class="note">RAW has ${name(meant)}. Did you mean that?</p>`}
${children.length > 0 ? html`<ul class="below">${children.map(fieldItem)}</ul>` : ""}
${droppedKeys(path, dropped)}
</li>
`;
}

/** The columns that leave from every collection or table without being listed. */
export function passingItem(columns: readonly string[], isTable: boolean): Html {
  return html`<li class="field" data-find="${columns.join(" ")}"><div class="row"><span>${names(columns)}</span><span class="form">in every ${isTable ? "table" : "collection"}</span></div></li>
`;
}

/** How the value leaves. JSON that leaves whole is highlighted, because nobody listed its contents. */
function form({ leaf, path }: Field): Html {
  if (leaf?.rule === "json") return html`<strong class="form">JSON, whole</strong>`;
  const word = leaf === undefined ? "in part" : leaf.rule === "key" ? "key" : leaf.column === path ? "text" : "value";
  const type = leaf === undefined || leaf.type === "text" ? word : word === "key" ? html`key, ${leaf.type}` : leaf.type;
  const its = leaf && classOf(leaf);
  return html`${its && html`<span class="class">${its}</span>`}<span class="form">${type}</span>`;
}
