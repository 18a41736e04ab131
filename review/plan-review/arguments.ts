import { isDeepStrictEqual } from "node:util";
import type { ResourceChange, Values } from "./plan.ts";
import { rightsDiff } from "./rights.ts";

const LONGEST_SHOWN = 60;
/** Follow from other arguments, or from the last deploy. */
const DERIVED = new Set(["id", "arn", "tags_all", "last_modified", "version", "qualified_arn", "source_code_size"]);

/** What changes in a resource, an argument a line; of what is new or gone as a whole, nothing but its rights. */
export function changedArguments({ change }: ResourceChange): string[] {
  const { before, after } = change;
  if (before === null || after === null) return rightsOf(change);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => !DERIVED.has(name) && !isDeepStrictEqual(before[name] ?? null, after[name] ?? null))
    .flatMap((name) => describe(name, change));
}

function rightsOf({ before, after, after_unknown }: ResourceChange["change"]): string[] {
  return ["policy", "assume_role_policy"].flatMap((name) => {
    if (isMarked(after_unknown, name)) return [`${name}: known after it is applied`];
    return rightsDiff(before?.[name], after?.[name]) ?? [];
  });
}

function describe(name: string, change: ResourceChange["change"]): string[] {
  const { before, after, replace_paths: replacing = [] } = change;
  const why = replacing.some(([first]) => first === name) ? " (replaces it)" : "";
  if (isMarked(change.before_sensitive, name) || isMarked(change.after_sensitive, name))
    return [`${name}: not shown${why}`];
  if (isMarked(change.after_unknown, name)) return [`${name}: known after it is applied${why}`];
  const rights = rightsDiff(before?.[name], after?.[name]);
  if (rights !== undefined) return rights;
  return [`${name}: ${value(before?.[name])} → ${value(after?.[name])}${why}`];
}

function value(of: unknown): string {
  if (of === undefined || of === null) return "none";
  const text = typeof of === "string" ? of : JSON.stringify(of);
  return text.length > LONGEST_SHOWN ? `${text.length} characters` : text;
}

/** Whether a mark of Terraform's lies on the argument or on anything in it. */
function isMarked(marks: unknown, name: string): boolean {
  if (marks === true) return true;
  return hasTrue(typeof marks === "object" && marks !== null ? (marks as Values)[name] : undefined);
}

function hasTrue(marks: unknown): boolean {
  if (typeof marks === "object" && marks !== null) return Object.values(marks).some(hasTrue);
  return marks === true;
}
