import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Argument, argumentsIn, type Binding, type Computed, computedIn, readBinding } from "./binding.ts";
import type { Attribute, Block, NestedBlock, Schema, Type } from "./schema.ts";

const LIB = join(dirname(createRequire(import.meta.url).resolve("@cdktf/provider-aws/package.json")), "lib");

/** Arguments of every type that AWS fills in if they are left out. The bindings mark few others. */
const FILLED_IN = ["id", "region", "tags_all"];

interface Types {
  readonly resources: readonly string[];
  readonly dataSources: readonly string[];
  /** Whether an argument that is optional in the bindings is also computed. */
  readonly isComputed?: (type: string, path: string) => boolean;
}

/** The path of a block, and which of its arguments are also computed. */
interface Place {
  readonly at: string;
  readonly isComputed: (path: string) => boolean;
}

const TOP: Place = { at: "", isComputed: () => false };

/** Schema of the provider and of these types, from the installed bindings. Unknown types are left out. */
export function deriveSchema({ resources, dataSources, isComputed = () => false }: Types): Schema {
  const placeOf = (type: string) => ({ at: "", isComputed: (path: string) => isComputed(type, path) });
  const derived = (types: readonly string[], folderOf: (type: string) => string, place: (type: string) => Place) =>
    Object.fromEntries(
      types
        .filter((type) => existsSync(join(LIB, folderOf(type))))
        .map((type) => [type, derive(folderOf(type), place(type))]),
    );
  return {
    provider: derive("provider", TOP),
    resources: derived(resources, (type) => type.replace(/^aws_/, "").replaceAll("_", "-"), placeOf),
    dataSources: derived(
      dataSources,
      (type) => `data-${type.replaceAll("_", "-")}`,
      () => TOP,
    ),
  };
}

function derive(folder: string, place: Place): Block {
  const binding = readBinding(join(LIB, folder));
  const source = binding.parts.get(binding.root) ?? "";
  return blockOf(binding, `${binding.root}Config`, { settable: source, readable: source, place });
}

interface Sources {
  /** The function that lists the arguments. */
  readonly settable: string;
  /** The class that lists the attributes. */
  readonly readable: string;
  readonly place: Place;
}

/** @param owner the interface with the required arguments */
function blockOf(binding: Binding, owner: string, { settable, readable, place }: Sources): Block {
  // Terraform itself handles a provider's alias.
  const given = argumentsIn(settable).filter(({ name }) => name !== "alias");
  const computed = computedIn(readable);
  const filledIn = [...FILLED_IN, ...computed.map(({ name }) => name)];
  const isFilledIn = (name: string) => filledIn.includes(name) || place.isComputed(`${place.at}${name}`);
  const isRequired = (argument: Argument) => binding.required.has(`${owner}.${propertyOf(argument)}`);
  return {
    attributes: [
      ...given
        .filter((argument) => !isBlock(argument))
        .map((argument) => attributeOf(binding, argument, isRequired(argument), isFilledIn(argument.name))),
      ...computed
        .filter(({ name }) => !given.some((argument) => argument.name === name))
        .map((each) => readOnly(binding, each)),
    ],
    blocks: given.filter(isBlock).map((argument) => nestedOf(binding, argument, isRequired(argument), place)),
  };
}

function structBlock(binding: Binding, struct: string, place = TOP): Block {
  const part = (name: string) => binding.parts.get(name) ?? "";
  const writer = `${struct.charAt(0).toLowerCase()}${struct.slice(1)}ToHclTerraform`;
  return blockOf(binding, struct, { settable: part(writer), readable: part(`${struct}OutputReference`), place });
}

function attributeOf(binding: Binding, argument: Argument, required: boolean, filledIn: boolean): Attribute {
  const struct = structOf(argument);
  return {
    name: argument.name,
    type: struct === "" ? plainType(argument) : [argument.kind, objectType(structBlock(binding, struct))],
    required,
    optional: !required,
    computed: !required && filledIn,
  };
}

function readOnly(binding: Binding, { name, reader }: Computed): Attribute {
  return { name, type: readType(binding, reader), required: false, optional: false, computed: true };
}

function nestedOf(binding: Binding, argument: Argument, required: boolean, { at, isComputed }: Place): NestedBlock {
  const nestings = { list: "LIST", set: "SET", map: "MAP", struct: "SINGLE" } as const;
  return {
    name: argument.name,
    nesting: nestings[argument.kind as keyof typeof nestings],
    minItems: required ? 1 : 0,
    // The bindings map over blocks that may occur several times.
    maxItems: argument.kind === "struct" || argument.value.includes("listMapperHcl") ? 0 : 1,
    block: structBlock(binding, structOf(argument), { at: `${at}${argument.name}.`, isComputed }),
  };
}

/** `listMapperHcl(…, false)` writes a list of objects, which is an attribute. */
function isBlock(argument: Argument): boolean {
  return structOf(argument) !== "" && !/listMapperHcl\(\w+, false\)/.test(argument.value);
}

/** The struct of the argument, if it has one: `S3BucketLogging`. */
function structOf({ value }: Argument): string {
  const [, name = ""] = /\b(\w+)ToHclTerraform\b/.exec(value.replace(/cdktf\.\w+ToHclTerraform/g, "")) ?? [];
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function propertyOf({ value }: Argument): string {
  return /(?:struct\.|this\._)(\w+)/.exec(value)?.[1] ?? "";
}

const PLAIN: Record<string, string> = { string: "string", number: "number", boolean: "bool", any: "dynamic" };

/** `stringMapList`: a list of maps of strings. `kind` says if it is a set instead. */
function plainType({ kind, storage }: Argument): Type {
  const [, scalar = "", wrappers = ""] = /^([a-z]+)((?:List|Map)*)$/.exec(storage) ?? [];
  const inner = PLAIN[scalar];
  if (inner === undefined) throw new Error(`unknown kind of value: ${storage}`);
  const kinds = (wrappers.match(/List|Map/g) ?? []).map((wrapper) => wrapper.toLowerCase());
  return kinds.reduce<Type>((of, each, n) => [kind === "set" && n === kinds.length - 1 ? "set" : each, of], inner);
}

/** The type that a getter reads: `this.getStringAttribute('arn')`, `new AcmCertificateRenewalSummaryList(this, …, wrapsSet)`. */
function readType(binding: Binding, reader: string): Type {
  const collection = /tolist|this, "\w+", true/.test(reader) ? "set" : "list";
  const [, scalar, many] = /get(String|Number|Boolean)?(List|Map)?Attribute\(/.exec(reader) ?? [];
  if (scalar !== undefined || many !== undefined) {
    const inner = PLAIN[(scalar ?? "string").toLowerCase()] as string;
    return many === undefined ? inner : [many === "Map" ? "map" : collection, inner];
  }
  const [, struct] = /new (\w+?)(?:List|Map)\(this/.exec(reader) ?? [];
  return struct === undefined ? "dynamic" : [collection, objectType(structBlock(binding, struct))];
}

function objectType({ attributes, blocks }: Block): Type {
  const nested = blocks.map(({ name, nesting, block }): [string, Type] => {
    const object = objectType(block);
    return [name, nesting === "SINGLE" ? object : [nesting.toLowerCase(), object]];
  });
  return [
    "object",
    Object.fromEntries([...attributes.map(({ name, type }): [string, Type] => [name, type]), ...nested]),
  ];
}
