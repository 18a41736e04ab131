import type { AllowList } from "./mask.ts";

/**
 * Largest table-mapping document that DMS accepts, in bytes.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.html
 */
export const TABLE_MAPPINGS_MAX_BYTES = 2 * 1024 * 1024;

export interface SelectionRule {
  readonly "rule-type": "selection";
  readonly "rule-id": string;
  readonly "rule-name": string;
  readonly "object-locator": { readonly "schema-name": string; readonly "table-name": string };
  readonly "rule-action": "explicit";
  readonly filters: readonly [];
}

/**
 * The DMS table mappings: one rule for each collection. `explicit` reads a name literally; with `include`, `_` would match any
 * letter and replicate unlisted collections.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Selections.html
 */
export function tableMappings(allowList: AllowList, database: string): { readonly rules: readonly SelectionRule[] } {
  return { rules: Object.keys(allowList).map((collection, index) => selectionRule(database, collection, index + 1)) };
}

/** @param database or the schema in which the table is */
export function selectionRule(database: string, collection: string, id: number): SelectionRule {
  return {
    "rule-type": "selection",
    "rule-id": String(id),
    "rule-name": collection,
    "object-locator": { "schema-name": database, "table-name": collection },
    "rule-action": "explicit",
    filters: [],
  };
}
