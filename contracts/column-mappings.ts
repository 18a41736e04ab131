import { SEQUENCE_COLUMN } from "./passthrough.ts";
import type { Tables } from "./source.ts";
import { type SelectionRule, selectionRule } from "./table-mappings.ts";

/** A rule on one object of the source. Names are case-sensitive. */
interface TransformationRule {
  readonly "rule-type": "transformation";
  readonly "rule-id": string;
  readonly "rule-name": string;
  readonly "rule-target": "schema" | "column";
  readonly "object-locator": {
    readonly "schema-name": string;
    readonly "table-name"?: string;
    readonly "column-name"?: string;
  };
  readonly "rule-action": "rename" | "include-column" | "add-column";
  readonly value?: string;
  readonly expression?: string;
  readonly "data-type"?: { readonly type: "string"; readonly length: number };
}

/** Longer than the 35 digits that DMS gives. */
const SEQUENCE_LENGTH = 50;

interface ColumnMappings {
  readonly tables: Tables;
  /** Name of the source in the contracts, which is the first folder of its files. */
  readonly database: string;
  /** Where the tables are. In MySQL a schema is a database. */
  readonly schema: string;
}

/**
 * The DMS table mappings of a relational source: a selection rule for each table, an `include-column` rule for each of its columns, and
 * a rule that adds the order of changes. A column without such a rule is not replicated; that this holds for large objects too is not
 * documented, so it is the first of two locks: the second is the column list of the external table, and `functions/lake-columns/` looks at what
 * arrived.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Transformations.html
 */
export function columnMappings({ tables, database, schema }: ColumnMappings): {
  readonly rules: readonly (SelectionRule | TransformationRule)[];
} {
  const rules = [
    ...Object.keys(tables).map((table) => (id: number) => selectionRule(schema, table, id)),
    // DMS writes each table into `<schema>/<table>/`.
    ...(schema === database ? [] : [transformation(`rename ${schema}`, renameSchema(schema, database))]),
    ...Object.entries(tables).flatMap(([table, { columns }]) => [
      ...Object.keys(columns).map((column) =>
        transformation(`include ${table}.${column}`, includeColumn(schema, table, column)),
      ),
      transformation(`add ${table}.${SEQUENCE_COLUMN}`, addSequence(schema, table)),
    ]),
  ];
  return { rules: rules.map((rule, index) => rule(index + 1)) };
}

type Transformation = Omit<TransformationRule, "rule-type" | "rule-id" | "rule-name">;

/** @param name unique among the rules */
function transformation(name: string, rest: Transformation): (id: number) => TransformationRule {
  return (id) => ({ "rule-type": "transformation", "rule-id": String(id), "rule-name": name, ...rest });
}

function renameSchema(schema: string, database: string): Transformation {
  return {
    "rule-target": "schema",
    "object-locator": { "schema-name": schema },
    "rule-action": "rename",
    value: database,
  };
}

function includeColumn(schema: string, table: string, column: string): Transformation {
  return {
    "rule-target": "column",
    "object-locator": { "schema-name": schema, "table-name": table, "column-name": column },
    "rule-action": "include-column",
  };
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions.html */
function addSequence(schema: string, table: string): Transformation {
  return {
    "rule-target": "column",
    "object-locator": { "schema-name": schema, "table-name": table },
    "rule-action": "add-column",
    value: SEQUENCE_COLUMN,
    expression: "$AR_H_CHANGE_SEQ",
    "data-type": { type: "string", length: SEQUENCE_LENGTH },
  };
}
