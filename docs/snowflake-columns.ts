import type { Contract } from "../contracts/contract.ts";
import { TIMESTAMP_COLUMN } from "../contracts/passthrough.ts";
import { viewsOf } from "../warehouse/snowflake/views.ts";

/** Where Snowflake's readers find a field. */
export interface Place {
  /** Absent: every view of the collection has it. */
  readonly view?: string;
  readonly column: string;
}

/** The place of each field of a collection, by its path as the contract writes it. `Op` has none. */
export function inSnowflake(collection: string, contract: Contract): Map<string, Place> {
  const { key, views } = viewsOf(collection, contract);
  return new Map<string, Place>([
    ...key.map(({ field, name }) => [field, { column: name }] as const),
    ...views.flatMap((view) =>
      view.columns.map(({ field, name }) => [field, { view: view.name, column: name }] as const),
    ),
    [TIMESTAMP_COLUMN, { view: views[0].name, column: "_source_at" }],
  ]);
}
