import { isDeepStrictEqual } from "node:util";
import type { Terraform } from "../../stacks/synth.ts";
import { foundBy, listedBy } from "./data-sources.ts";
import { settled, withDefaults } from "./plan.ts";
import { type ReadBacks, readBack, type TypeReadBacks } from "./read-back.ts";
import { REPLACED_BY } from "./replaced-by.ts";
import type { Block, Schema } from "./schema.ts";
import { fromWire, toWire, type Values, withKnowns, withUnknowns } from "./values.ts";

interface Wire {
  readonly msgpack: Uint8Array;
}

interface OfType {
  readonly type_name: string;
}

/** What the provider needs to imitate AWS. */
export interface Knowledge {
  readonly readBacks: ReadBacks;
  /** Stacks whose resources data sources find. */
  readonly deployed: readonly Terraform[];
}

/** The provider's RPC methods, by name. It has no memory: Terraform holds the state. */
export function rpcMethods({ provider, resources, dataSources }: Schema, { readBacks, deployed }: Knowledge) {
  const pathsOf = (type: string) => readBacks[type] ?? {};
  /** The state after a read. Create and update also end with a read. */
  const read = (type: string, resource: Values | null) =>
    toWire(resource && readBack(blockOf(resources, type), pathsOf(type), resource));
  return {
    GetSchema: () => ({
      provider: schemaMessage(provider),
      resource_schemas: mapValues(resources, schemaMessage),
      data_source_schemas: mapValues(dataSources, schemaMessage),
    }),
    PrepareProviderConfig: ({ config }: { readonly config: Wire }) => ({ prepared_config: config }),
    ValidateResourceTypeConfig: ({ type_name: type, config }: OfType & { readonly config: Wire }) => ({
      diagnostics: readOnlyIn(blockOf(resources, type), fromWire(config) ?? {}),
    }),
    ValidateDataSourceConfig: nothing,
    Configure: nothing,
    Stop: nothing,
    UpgradeResourceState: ({ raw_state }: { readonly raw_state: { readonly json: Uint8Array } }) => ({
      upgraded_state: { json: raw_state.json },
    }),
    ReadResource: ({ type_name: type, current_state }: OfType & { readonly current_state: Wire }) => ({
      new_state: read(type, fromWire(current_state)),
    }),
    PlanResourceChange: (request: OfType & { readonly prior_state: Wire; readonly proposed_new_state: Wire }) => {
      const { type_name: type, prior_state, proposed_new_state } = request;
      const known = { type, block: blockOf(resources, type), paths: pathsOf(type) };
      return { ...plan(known, fromWire(prior_state), fromWire(proposed_new_state)), ...LEGACY };
    },
    ApplyResourceChange: ({ type_name: type, planned_state }: OfType & { readonly planned_state: Wire }) => {
      const planned = fromWire(planned_state);
      const isReadBack = (path: string) => pathsOf(type)[path]?.returned !== undefined;
      const made = planned && withKnowns(blockOf(resources, type), type, planned, isReadBack);
      return { new_state: read(type, made), ...LEGACY };
    },
    ReadDataSource: ({ type_name: type, config }: OfType & { readonly config: Wire }) => {
      const block = blockOf(dataSources, type);
      const wanted = fromWire(config) ?? {};
      const state = withKnowns(block, type, withUnknowns(block, wanted));
      const ids = foundBy(type, wanted, deployed);
      const found = ids === undefined ? listedBy(type, wanted, deployed) : { ids };
      return { state: toWire({ ...state, ...found }) };
    },
  };
}

function nothing(): object {
  return {};
}

/** The provider has to refuse values for read-only attributes; Terraform does not. */
function readOnlyIn({ attributes }: Block, values: Values): object[] {
  const found = attributes.filter(({ name, required, optional }) => !required && !optional && values[name] !== null);
  return found.map(({ name }) => ({
    severity: "ERROR",
    summary: "Value for a read-only attribute",
    detail: `Only AWS can set "${name}".`,
    attribute: { steps: [{ attribute_name: name }] },
  }));
}

/** Like the real provider's SDK: Terraform then allows a plan that differs from the configuration, and a state that differs from the plan. */
const LEGACY = { legacy_type_system: true };

interface Known {
  readonly type: string;
  readonly block: Block;
  readonly paths: TypeReadBacks;
}

interface Planned {
  readonly planned_state: ReturnType<typeof toWire>;
  /** Paths of arguments that can't be changed in place. */
  readonly requires_replace?: readonly object[];
}

function plan({ type, block, paths }: Known, before: Values | null, wanted: Values | null): Planned {
  if (wanted === null) return { planned_state: toWire(null) };
  if (before === null) return { planned_state: toWire(withUnknowns(block, withDefaults(block, paths, wanted))) };
  const after = settled(block, paths, before, wanted);
  const replacing = (REPLACED_BY[type] ?? []).filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return {
    planned_state: toWire(after),
    requires_replace: replacing.map((name) => ({ steps: [{ attribute_name: name }] })),
  };
}

function blockOf(blocks: { readonly [type: string]: Block }, type: string): Block {
  const block = blocks[type];
  if (block === undefined) throw new Error(`no schema of ${type}`);
  return block;
}

function schemaMessage(block: Block): object {
  return { version: 0, block: blockMessage(block) };
}

function blockMessage({ attributes, blocks }: Block): object {
  return {
    attributes: attributes.map(({ type, ...attribute }) => ({ ...attribute, type: Buffer.from(JSON.stringify(type)) })),
    block_types: blocks.map(({ name, nesting, minItems, maxItems, block }) => ({
      type_name: name,
      nesting,
      min_items: minItems,
      max_items: maxItems,
      block: blockMessage(block),
    })),
  };
}

function mapValues<T>(values: { readonly [name: string]: T }, change: (value: T) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
