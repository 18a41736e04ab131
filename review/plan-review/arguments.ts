import { isDeepStrictEqual } from "node:util";
import { allAddressed, type Terraform } from "../../stacks/policies/terraform-json.ts";
import type { ResourceChange, Values } from "./plan.ts";
import { rightsDiff } from "./rights.ts";

const LONGEST_SHOWN = 60;
/** Arguments that follow from other arguments, or from the last deploy. */
const DERIVED = new Set(["id", "arn", "tags_all", "last_modified", "version", "qualified_arn", "source_code_size"]);

/** Sorted names of the arguments that change, without derived ones. */
export function changedNames({ change: { before, after, after_unknown } }: ResourceChange): string[] {
  const [was, is] = [before ?? {}, after ?? {}];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return names.filter(
    (name) =>
      !DERIVED.has(name) && (isMarked(after_unknown, name) || !isDeepStrictEqual(was[name] ?? null, is[name] ?? null)),
  );
}

/** The changes of a resource, with a line for each argument; only the rights of a resource that is added or destroyed. */
export function changedArguments(change: ResourceChange, synthesised: Terraform): string[] {
  const { before, after } = change.change;
  if (before === null || after === null) return POLICIES.flatMap((name) => rightsOf(name, change, synthesised) ?? []);
  return changedNames(change).flatMap((name) => describe(name, change, synthesised));
}

const POLICIES = ["policy", "assume_role_policy"];

/** If the plan does not know a policy yet, the synthesised one: it refers to other resources, and names all rights. */
function rightsOf(name: string, { address, change }: ResourceChange, synthesised: Terraform): string[] | undefined {
  const { before, after, after_unknown } = change;
  if (!isMarked(after_unknown, name)) return rightsDiff(before?.[name], after?.[name]);
  const resource = allAddressed(synthesised).find((each) => each.address === address);
  // AWS gives a resource a policy of its own if the stack sets none.
  if (resource !== undefined && resource.it[name] === undefined) return undefined;
  return rightsDiff(undefined, resource?.it[name]) ?? [`${name}: known after it is applied`];
}

function describe(name: string, of: ResourceChange, synthesised: Terraform): string[] {
  const { change } = of;
  const { before, after, replace_paths: replacing = [] } = change;
  const why = replacing.some(([first]) => first === name) ? " (replaces it)" : "";
  if (isMarked(change.before_sensitive, name) || isMarked(change.after_sensitive, name))
    return [`${name}: not shown${why}`];
  const rights = POLICIES.includes(name) ? rightsOf(name, of, synthesised) : rightsDiff(before?.[name], after?.[name]);
  if (rights !== undefined) return rights;
  if (isMarked(change.after_unknown, name)) return [`${name}: known after it is applied${why}`];
  return differences(name, before?.[name], after?.[name]).map((difference) => `${difference}${why}`);
}

/** The differences, path by path: a single number of a long argument may be the only change. */
function differences(place: string, before: unknown, after: unknown): string[] {
  const [was, is] = [parsed(before), parsed(after)];
  const isLong = [before, after].some((each) => plain(each).length > LONGEST_SHOWN);
  if (!isLong || !isTree(was) || !isTree(is) || Array.isArray(was) !== Array.isArray(is))
    return [`${place}: ${value(before)} → ${value(after)}`];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !isDeepStrictEqual(was[name] ?? null, is[name] ?? null))
    .flatMap((name) => differences(`${place}.${name}`, was[name], is[name]));
}

/** Parses JSON in a text; returns other values unchanged. */
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

/** Whether Terraform marks the argument, or anything in it. */
function isMarked(marks: unknown, name: string): boolean {
  if (marks === true) return true;
  return hasTrue(typeof marks === "object" && marks !== null ? (marks as Values)[name] : undefined);
}

function hasTrue(marks: unknown): boolean {
  if (typeof marks === "object" && marks !== null) return Object.values(marks).some(hasTrue);
  return marks === true;
}
