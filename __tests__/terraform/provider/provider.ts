import { isDeepStrictEqual } from "node:util";
import { REPLACED_BY } from "./replaced-by.ts";
import type { Block, Schema } from "./schema.ts";
import { fromWire, toWire, type Values, withKnowns, withUnknowns } from "./values.ts";

interface Wire {
  readonly msgpack: Uint8Array;
}

interface OfType {
  readonly type_name: string;
}

/** The provider's answers, by name of the call. It remembers nothing: Terraform holds the state. */
export function answers({ provider, resources, dataSources }: Schema) {
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
    ReadResource: ({ current_state }: { readonly current_state: Wire }) => ({ new_state: current_state }),
    PlanResourceChange: (request: OfType & { readonly prior_state: Wire; readonly proposed_new_state: Wire }) => {
      const { type_name: type, prior_state, proposed_new_state } = request;
      return plan(type, blockOf(resources, type), fromWire(prior_state), fromWire(proposed_new_state));
    },
    ApplyResourceChange: ({ type_name: type, planned_state }: OfType & { readonly planned_state: Wire }) => {
      const planned = fromWire(planned_state);
      return { new_state: toWire(planned && withKnowns(blockOf(resources, type), type, planned)) };
    },
    ReadDataSource: ({ type_name: type, config }: OfType & { readonly config: Wire }) => {
      const block = blockOf(dataSources, type);
      return { state: toWire(withKnowns(block, type, withUnknowns(block, fromWire(config) ?? {}))) };
    },
  };
}

function nothing(): object {
  return {};
}

/** Terraform leaves it to the provider to refuse a value for what only AWS can set. */
function readOnlyIn({ attributes }: Block, values: Values): object[] {
  const found = attributes.filter(({ name, required, optional }) => !required && !optional && values[name] !== null);
  return found.map(({ name }) => ({
    severity: "ERROR",
    summary: "Value for a read-only attribute",
    detail: `Only AWS can set "${name}".`,
    attribute: { steps: [{ attribute_name: name }] },
  }));
}

function plan(type: string, block: Block, before: Values | null, after: Values | null): object {
  if (after === null) return { planned_state: toWire(null) };
  if (before === null) return { planned_state: toWire(withUnknowns(block, after)) };
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
