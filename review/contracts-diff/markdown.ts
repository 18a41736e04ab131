import { code } from "../code.ts";
import { type CollectionChange, collectionNarrows, collectionWidens } from "./compare-allow-lists.ts";
import { type Change, narrows, widens } from "./compare-masks.ts";
import type { Leaf } from "./leaves.ts";
import type { Need } from "./needs.ts";

export interface DescribedChange {
  readonly change: CollectionChange;
  readonly needs: readonly Need[];
}

/** The diff for a reviewer: what leaves more first, for that is what the review is for. */
export function diffMarkdown(described: readonly DescribedChange[], ref: string): string {
  const changes = described.map(({ change }) => change);
  const sections = described.map(({ change, needs }) => section(change, needs));
  return [`## What may leave, against \`${ref}\``, verdictOf(changes), ...sections].join("\n\n");
}

/** In a line. */
export function verdictOf(changes: readonly CollectionChange[]): string {
  if (changes.length === 0) return "The allow-list is the same.";
  const names = (of: (change: CollectionChange) => boolean) =>
    changes.filter(of).map(({ collection }) => code(collection));
  const [more, less] = [names(collectionWidens), names(collectionNarrows)];
  const says = [
    more.length > 0 ? `**More leaves than before: ${more.join(", ")}.**` : "Nothing leaves that did not before.",
    ...(less.length > 0 ? [`Less leaves: ${less.join(", ")}.`] : []),
  ];
  return says.join(" ");
}

function section(change: CollectionChange, needs: readonly Need[]): string {
  const steps = needs.map(({ what }, index) => `${index + 1}. ${what}`);
  return [`### ${heading(change)}`, body(change), steps.join("\n")].filter((part) => part !== "").join("\n\n");
}

function heading(change: CollectionChange): string {
  const { collection, kind } = change;
  if (kind === "changed") return code(collection);
  if (kind === "added") {
    return `${code(collection)}: a new collection${change.from ? `, masked as ${code(change.from)} was` : ""}`;
  }
  return `${code(collection)}: no longer replicated${change.to ? `; ${code(change.to)} has its mask` : ""}`;
}

function body(change: CollectionChange): string {
  if (change.kind !== "changed") {
    return group(
      change.kind === "added" ? "Leaves now" : "Leaves no more",
      change.paths.map((path) => code(path)),
    );
  }
  const { changes } = change;
  return [
    group("Leaves now, and did not", changes.filter(widens).map(line)),
    group("Leaves no more", changes.filter(narrows).map(line)),
    group("Leaves in another form", changes.filter((change) => !widens(change) && !narrows(change)).map(line)),
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
  }
}

function form({ rule, column }: Leaf): string {
  const as = { true: "text", json: "JSON", key: "the key" }[String(rule) as "true" | "json" | "key"];
  return `${as} of column ${code(column)}`;
}
