import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Resource, Terraform } from "../../stacks/policies/terraform-json.ts";
import { AFTER_THE_MERGE, isObject, NOT_ALLOWED, onlyNames } from "./shape.ts";

const TYPE = /^aws_[a-z0-9_]+$/;
const ID = /^[A-Za-z_][\w-]*$/;
const ADDRESS = /^aws_[a-z0-9_]+\.[A-Za-z_][\w-]*$/;
const PROVIDER = /^aws(\.[\w-]+)?$/;

/** Arguments that do more than describe one resource: commands, copies, arguments from elsewhere. */
const NOT_PLAIN = ["connection", "count", "dynamic", "for_each", "provisioner"];

const LIFECYCLE = ["create_before_destroy", "ignore_changes", "prevent_destroy"];

/** Arguments that let the provider read a file of the machine that applies. */
const FILES = ["filename", "source", "zip_file"];

/** Allows only plain AWS resources. Terraform also accepts lists where we write one object: they are refused. */
export function checkResources(resource: unknown, assets: ReadonlySet<string>): Problem[] {
  return labelled("resource", resource).flatMap(({ where, type, id, it }) => [
    ...rule(TYPE.test(type) && ID.test(id), where, "is not a resource of AWS", NOT_ALLOWED),
    ...rule(isObject(it), where, "is not one object", NOT_ALLOWED),
    ...(isObject(it) ? checkResource(where, it, assets) : []),
  ]);
}

function checkResource(where: string, it: Resource, assets: ReadonlySet<string>): Problem[] {
  const used = Object.keys(it);
  const { lifecycle, provider = "aws" } = it;
  return [
    ...used
      .filter((name) => NOT_PLAIN.includes(name))
      .flatMap((name) => rule(false, `${where}.${name}`, "is not plain", NOT_ALLOWED)),
    ...used
      .filter((name) => FILES.includes(name))
      .flatMap((name) =>
        rule(assets.has(String(it[name])), `${where}.${name}`, "is not an asset of the stack", NOT_ALLOWED),
      ),
    ...rule(PROVIDER.test(String(provider)), `${where}.provider`, "is not aws", NOT_ALLOWED),
    ...(lifecycle === undefined ? [] : checkLifecycle(`${where}.lifecycle`, lifecycle)),
  ];
}

function checkLifecycle(where: string, lifecycle: unknown): Problem[] {
  if (!isObject(lifecycle)) return rule(false, where, "is not one object", NOT_ALLOWED);
  return onlyNames(where, lifecycle, LIFECYCLE);
}

/** A data source is read while Terraform plans, `external` by running a program: none but those that main has. */
export function checkDataSources(data: unknown, main: Terraform): Problem[] {
  return labelled("data", data).flatMap(({ where, type, id, it }) =>
    rule(
      Object.hasOwn(main.data ?? {}, type) && isDeepStrictEqual(it, main.data?.[type]?.[id]),
      where,
      "is a data source that main does not have",
      AFTER_THE_MERGE,
    ),
  );
}

export function checkOutputs(output: unknown): Problem[] {
  if (output === undefined) return [];
  if (!isObject(output)) return rule(false, "output", "is not one object", NOT_ALLOWED);
  return Object.entries(output).flatMap(([name, it]) =>
    isObject(it)
      ? onlyNames(`output.${name}`, it, ["description", "sensitive", "value"])
      : rule(false, `output.${name}`, "is not one object", NOT_ALLOWED),
  );
}

/** Allows the form that `keep-data.ts` writes: Terraform no longer manages the resource, and nothing is destroyed or run. */
export function checkRemoved(removed: unknown): Problem[] {
  return each("removed", removed, (it) => {
    const { from, ...rest } = it;
    return ADDRESS.test(String(from)) && isDeepStrictEqual(rest, { lifecycle: { destroy: false } });
  });
}

/** Allows new addresses for existing resources: the review shows them. */
export function checkMoved(moved: unknown): Problem[] {
  return each("moved", moved, (it) => {
    const { from, to, ...rest } = it;
    return [from, to].every((address) => ADDRESS.test(String(address))) && Object.keys(rest).length === 0;
  });
}

function each(where: string, list: unknown, isPlain: (it: Resource) => boolean): Problem[] {
  const blocks: readonly unknown[] = list === undefined ? [] : Array.isArray(list) ? list : [undefined];
  return blocks.flatMap((it) => rule(isObject(it) && isPlain(it), where, "is not plain", NOT_ALLOWED));
}

interface Labelled {
  readonly where: string;
  readonly type: string;
  readonly id: string;
  readonly it: unknown;
}

function labelled(block: string, byType: unknown): Labelled[] {
  return entries(byType).flatMap(([type, byId]) =>
    isObject(byId)
      ? entries(byId).map(([id, it]) => ({ where: `${block}.${type}.${id}`, type, id, it }))
      : [{ where: `${block}.${type}`, type: "", id: "", it: byId }],
  );
}

function entries(of: unknown): readonly (readonly [string, unknown])[] {
  if (of === undefined) return [];
  return isObject(of) ? Object.entries(of) : [["", of]];
}
