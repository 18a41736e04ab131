import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** CDKTF's generated code for one resource: the source of each class and function, and the required properties. */
export interface Binding {
  /** Name of the resource's class. */
  readonly root: string;
  readonly parts: ReadonlyMap<string, string>;
  /** Such as `SqsQueueTimeouts.create`. */
  readonly required: ReadonlySet<string>;
}

/** An argument that can be set. */
export interface Argument {
  readonly name: string;
  /** The expression that makes its value: it names the property, the struct and whether there may be several. */
  readonly value: string;
  /** `simple`, `list`, `set`, `map` or `struct`. */
  readonly kind: string;
  /** Such as `stringMapList`. */
  readonly storage: string;
}

/** An attribute that AWS fills in, and the expression that reads it. */
export interface Computed {
  readonly name: string;
  readonly optional: boolean;
  readonly reader: string;
}

/** @param folder In `@cdktf/provider-aws/lib`. */
export function readBinding(folder: string): Binding {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const read = (ending: string) =>
    files.filter((file) => file.endsWith(ending)).map((file) => readFileSync(join(folder, file), "utf8"));
  const parts = cut(read(".js").join("\n"));
  const [root] = [...parts].find(([, source]) => /^class \w+ extends cdktf\.Terraform/.test(source)) ?? [];
  if (root === undefined) throw new Error(`no class of a resource in ${folder}`);
  return { root, parts, required: requiredIn(read(".d.ts").join("\n")) };
}

export function argumentsIn(source: string): Argument[] {
  const entry = /^ +(\w+): \{\n +value: (.+),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",$/gm;
  const found = [...source.matchAll(entry)];
  if (found.length !== source.split("storageClassType:").length - 1) throw new Error("the bindings have another form");
  return found.map(([, name = "", value = "", kind = "", storage = ""]) => ({ name, value, kind, storage }));
}

export function computedIn(source: string): Computed[] {
  const comment = /^ +\/\/ (\w+) - computed: true, optional: (\w+), .*\n(.*\n.*)$/gm;
  return [...source.matchAll(comment)].map(([, name = "", optional, reader = ""]) => ({
    name,
    optional: optional === "true",
    reader,
  }));
}

function cut(source: string): Map<string, string> {
  const parts = source.split(/^(?=(?:function|class) \w)/m);
  return new Map(parts.map((part) => [/^\w+ (\w+)/.exec(part)?.[1] ?? "", part]));
}

function requiredIn(declarations: string): Set<string> {
  const interfaces = [...declarations.matchAll(/^export interface (\w+) [^\n]*\{\n(.*?)^\}/gms)];
  return new Set(
    interfaces.flatMap(([, name, body = ""]) =>
      [...body.matchAll(/^ {4}readonly (\w+): /gm)].map(([, property]) => `${name}.${property}`),
    ),
  );
}
