import { type Change, classOf, narrows, widens } from "../../contracts-diff/compare-masks.ts";
import type { Leaf } from "../../contracts-diff/leaves.ts";
import { type Html, html, name, names } from "./html.ts";

/** Whether more or less leaves after a change; `other` is the same data in another form. */
export type Direction = "more" | "less" | "other";

/** Each with a sign, so that colour is not the only difference. */
const SIGNS = { more: "+", less: "−", other: "~" } as const satisfies Record<Direction, string>;

export function directionOf(change: Change): Direction {
  if (widens(change)) return "more";
  return narrows(change) ? "less" : "other";
}

export function badge(direction: Direction, text: string): Html {
  return html`<span class="badge ${direction}"><span aria-hidden="true">${SIGNS[direction]}</span> ${text}</span>`;
}

export function changeBadge(change: Change): Html {
  return badge(directionOf(change), title(change));
}

/** A note for the reviewer; undefined if the badge is enough. */
export function changeNote(change: Change): Html | undefined {
  switch (change.kind) {
    case "added":
    case "removed":
      return undefined;
    case "opened":
      return html`Before, only ${names(change.before)} left.`;
    case "closed":
      return html`Before, all of it left. Now only ${names(change.after)}.`;
    case "renamed":
      return html`In place of ${name(change.from)}. Is it a new name, or other data?`;
    case "reshaped":
      return html`Before: ${form(change.before)}. Now: ${form(change.after)}.`;
    case "resized":
      return html`Large object. Before: ${length(change.before)}. Now: ${length(change.after)}.`;
    case "retyped":
      return html`Before: ${typeOf(change.before)}. Now: ${typeOf(change.after)}.`;
    case "reclassified":
      return html`Before: ${classWords(change.before)}. Now: ${classWords(change.after)}.`;
  }
}

function title(change: Change): string {
  switch (change.kind) {
    case "added":
      return "new";
    case "opened":
      return "now whole";
    case "renamed":
      return "new name";
    case "removed":
      return "no longer leaves";
    case "closed":
      return "now in part";
    case "reshaped":
      return widens(change) ? "leaves more" : "other form";
    case "resized":
      return widens(change) ? "leaves longer" : "leaves shorter";
    case "retyped":
      return "other type";
    case "reclassified":
      return widens(change) ? "no longer masked as before" : "masked now";
  }
}

function length(maxKb: number | undefined): Html {
  return maxKb === undefined ? html`no length` : html`up to ${maxKb.toLocaleString("en")} KB`;
}

function typeOf({ type, array }: Leaf): Html {
  return array === undefined ? html`${type}` : html`${type}, in each element of ${name(array)}`;
}

function classWords(leaf: Leaf): Html {
  return html`${classOf(leaf) ?? "no class"}`;
}

function form({ rule, column }: Leaf): Html {
  const as = { true: "text", json: "JSON", key: "the key" }[String(rule) as "true" | "json" | "key"];
  return html`${as} of column ${name(column)}`;
}
