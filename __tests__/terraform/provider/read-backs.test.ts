import { expect } from "chai";
import { ALL, PRIMARY, WITH_OPTIONS } from "../../stacks/fixtures.ts";
import { synthEachRedshift } from "../../stacks/mongodb-to-redshift/synth.ts";
import { synthNetwork } from "../../stacks/network/synth.ts";
import { synthEachModule } from "../../stacks/snowflake-to-postgres/synth.ts";
import { once, type Resource, synthAll, synthShipped, type Terraform } from "../../stacks/synth.ts";
import { deriveSchema } from "./derive-schema.ts";
import { READ_BACKS } from "./read-backs.ts";
import type { Block } from "./schema.ts";

/** Terraform's meta-arguments. */
const META = ["//", "depends_on", "lifecycle", "provider"];

describe("the table of read-backs", () => {
  const stacks = once(() => [
    ...synthShipped().values(),
    ...synthAll(ALL).values(),
    ...synthAll([PRIMARY, WITH_OPTIONS]).values(),
    synthNetwork(),
    ...synthEachRedshift(),
    ...synthEachModule(),
  ]);

  it("has every argument that a stack sets: look up what AWS returns, and add it with the source", () => {
    const unknown = pathsIn(stacks()).filter(([type, path]) => READ_BACKS[type]?.[path] === undefined);
    expect(unknown.map(([type, path]) => `${type}.${path}`)).to.deep.equal([]);
  });

  it("has only types that a stack has", () => {
    const types = new Set(pathsIn(stacks()).map(([type]) => type));
    expect(Object.keys(READ_BACKS).filter((type) => !types.has(type))).to.deep.equal([]);
  });

  it("has only arguments that exist", () => {
    const { resources } = deriveSchema({ resources: Object.keys(READ_BACKS), dataSources: [] });
    const wrong = Object.entries(READ_BACKS).flatMap(([type, paths]) =>
      Object.keys(paths).filter((path) => !pathsOf(resources[type] as Block).includes(path)),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("has a source for each", () => {
    for (const paths of Object.values(READ_BACKS))
      for (const { source } of Object.values(paths)) expect(source).to.match(/^(AWS__\w+|TFP#\d+|internal\/|https:)/);
  });
});

function pathsIn(stacks: readonly Terraform[]): [type: string, path: string][] {
  const types = [...new Set(stacks.flatMap(({ resource = {} }) => Object.keys(resource)))];
  const { resources } = deriveSchema({ resources: types, dataSources: [] });
  return types.flatMap((type) => {
    const each = stacks.flatMap(({ resource = {} }) => Object.values(resource[type] ?? {}));
    const paths = each.flatMap((it) => setIn(it, resources[type] as Block));
    return [...new Set(paths)].map((path): [string, string] => [type, path]);
  });
}

/** Paths of the arguments that are set; a map is one argument. */
function setIn(it: Resource, { attributes, blocks }: Block): string[] {
  return Object.entries(it)
    .filter(([name]) => !META.includes(name))
    .flatMap(([name, value]) => {
      if (attributes.some((attribute) => attribute.name === name)) return [name];
      const { block } = blocks.find((nested) => nested.name === name) as { readonly block: Block };
      return [value].flat().flatMap((each) => setIn(each as Resource, block).map((path) => `${name}.${path}`));
    });
}

/** Paths of all arguments and blocks. */
function pathsOf({ attributes, blocks }: Block): string[] {
  return [
    ...attributes.map(({ name }) => name),
    ...blocks.flatMap(({ name, block }) => [name, ...pathsOf(block).map((path) => `${name}.${path}`)]),
  ];
}
