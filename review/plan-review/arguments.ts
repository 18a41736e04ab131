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
  return differences(name, before?.[name], after?.[name]).map((difference) => `${difference}${why}`);
}

/** What differs, place by place: of a long argument one number may be all that counts. */
function differences(place: string, before: unknown, after: unknown): string[] {
  const [was, is] = [parsed(before), parsed(after)];
  const isLong = [before, after].some((each) => plain(each).length > LONGEST_SHOWN);
  if (!isLong || !isTree(was) || !isTree(is) || Array.isArray(was) !== Array.isArray(is))
    return [`${place}: ${value(before)} → ${value(after)}`];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !isDeepStrictEqual(was[name] ?? null, is[name] ?? null))
    .flatMap((name) => differences(`${place}.${name}`, was[name], is[name]));
}

/** JSON in a text is what it says. */
function parsed(of: unknown): unknown {
  if (typeof of !== "string" || !/^\s*[[{]/.test(of)) return of;
  try {
    return JSON.parse(of);
  } catch {
    return of;
  }
}

function isTree(of: unknown): of is Values {
  return typeof of === "object" && of !== null;
}

function value(of: unknown): string {
  if (of === undefined || of === null) return "none";
  const text = plain(of);
  return text.length > LONGEST_SHOWN ? `${text.length} characters` : text;
}

function plain(of: unknown): string {
  return typeof of === "string" ? of : (JSON.stringify(of) ?? "");
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
