import { code } from "../code.ts";
import { type CollectionChange, collectionNarrows, collectionWidens } from "./compare-allow-lists.ts";
import { type Change, classOf, isOfMask, isUnmasked, narrows, widens } from "./compare-masks.ts";
import type { Leaf } from "./leaves.ts";
import type { Need } from "./needs.ts";

export interface DescribedChange {
  readonly change: CollectionChange;
  readonly needs: readonly Need[];
  /** A table of a relational database, not a collection. */
  readonly isTable?: boolean;
}

/** The diff for a reviewer. Collections of which more leaves come first, because the review is about them. */
export function diffMarkdown(described: readonly DescribedChange[], ref: string): string {
  const changes = described.map(({ change }) => change);
  const sections = described.map(section);
  return [`## What may leave, against \`${ref}\``, verdictOf(changes), ...sections].join("\n\n");
}

/** A summary in one line. */
export function verdictOf(changes: readonly CollectionChange[]): string {
  if (changes.length === 0) return "The allow-list is the same.";
  const names = (of: (change: CollectionChange) => boolean) =>
    changes.filter(of).map(({ collection }) => code(collection));
  const [more, unmasked, less] = [names(leavesMore), names(isUnmaskedIn), names(collectionNarrows)];
  const says = [
    more.length > 0 ? `**More leaves than before: ${more.join(", ")}.**` : "Nothing leaves that did not before.",
    ...(unmasked.length > 0 ? [`**No longer masked as before: ${unmasked.join(", ")}.**`] : []),
    ...(less.length > 0 ? [`Less leaves: ${less.join(", ")}.`] : []),
  ];
  return says.join(" ");
}

function leavesMore(change: CollectionChange): boolean {
  return change.kind === "changed"
    ? change.changes.some((each) => widens(each) && !isUnmasked(each))
    : collectionWidens(change);
}

function isUnmaskedIn(change: CollectionChange): boolean {
  return change.kind === "changed" && change.changes.some(isUnmasked);
}

function section({ change, needs, isTable }: DescribedChange): string {
  const steps = needs.map(({ what }, index) => `${index + 1}. ${what}`);
  return [`### ${heading(change, isTable)}`, body(change), steps.join("\n")].filter((part) => part !== "").join("\n\n");
}

function heading(change: CollectionChange, isTable = false): string {
  const { collection, kind } = change;
  if (kind === "changed") return code(collection);
  if (kind === "added") {
    return `${code(collection)}: ${isTable ? "a new table" : "a new collection"}${change.from ? `, masked as ${code(change.from)} was` : ""}`;
  }
  return `${code(collection)}: no longer replicated${change.to ? `; ${code(change.to)} has its mask` : ""}`;
}

function body(change: CollectionChange): string {
  if (change.kind !== "changed") {
    return group(
      change.kind === "added" ? "Leaves now" : "No longer leaves",
      change.paths.map((path) => withSays(path, change.kind === "added" ? change.says?.[path] : undefined)),
    );
  }
  const { changes } = change;
  const more = changes.filter(widens);
  const others = changes.filter((each) => !widens(each) && !narrows(each));
  return [
    group("Leaves now, and did not before", more.filter((change) => !isUnmasked(change)).map(line)),
    group("Is no longer masked in the warehouse as before", more.filter(isUnmasked).map(line)),
    group("No longer leaves", changes.filter(narrows).map(line)),
    group("Leaves in another form", others.filter(isOfMask).map(line)),
    group("Has another type or class in the warehouse", others.filter((each) => !isOfMask(each)).map(line)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function group(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, "", ...lines.map((each) => `- ${each}`)].join("\n");
}

function line(change: Change): string {
  const path = code(change.path);
  switch (change.kind) {
    case "added":
      return withSays(change.path, change.says);
    case "removed":
      return path;
    case "opened":
      return `${path}, **whole**; before only ${change.before.map(code).join(", ")}`;
    case "closed":
      return `${path} as a whole; still ${change.after.map(code).join(", ")}`;
    case "renamed":
      return `${path} in place of ${code(change.from)}: a new name, or other data?`;
    case "reshaped":
      return `${path}: ${form(change.before)} before, ${form(change.after)} now`;
    case "resized":
      return `${path} as a large object ${length(change.after)}; before ${length(change.before)}`;
    case "retyped":
      return `${path}: ${typeIn(change.before)} before, ${typeIn(change.after)} now`;
    case "reclassified":
      return `${path}: ${classIn(change.before)} before, ${classIn(change.after)} now`;
  }
}

function length(maxKb: number | undefined): string {
  return maxKb === undefined ? "without a length" : `of up to ${maxKb.toLocaleString("en")} KB`;
}

function withSays(path: string, says: string | undefined): string {
  return says === undefined ? code(path) : `${code(path)} (${code(says)})`;
}

function typeIn({ type, array }: Leaf): string {
  return array === undefined ? code(type) : `${code(type)} in each element of ${code(array)}`;
}

function classIn(leaf: Leaf): string {
  const its = classOf(leaf);
  if (its !== undefined) return code(its);
  return leaf.notPersonal === undefined ? "no class" : `not personal (${code(leaf.notPersonal)})`;
}

function form({ rule, column }: Leaf): string {
  const as = { true: "text", json: "JSON", key: "the key" }[String(rule) as "true" | "json" | "key"];
  return `${as} of column ${code(column)}`;
}
