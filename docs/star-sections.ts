import type { WatermarkSource } from "../contracts/source.ts";
import { DATE_VIEW, starViewNames } from "../contracts/star-views.ts";
import { DATE_COLUMNS } from "../warehouse/snowflake/star/dates.ts";
import { referenceColumns } from "../warehouse/snowflake/star/facts.ts";
import {
  type DimensionTable,
  dimensionsOf,
  type FactTable,
  factsOf,
  keyColumn,
} from "../warehouse/snowflake/star/shape.ts";
import { sqlType } from "../warehouse/snowflake/types.ts";
import type { ViewColumn } from "../warehouse/snowflake/views.ts";

/** The views of a star, for the page of fields: each column, what it is, and of which class. */
export function starSections(
  database: string,
  { tables, star = { dimensions: {}, facts: {} } }: WatermarkSource,
): string[] {
  if (starViewNames(star).length === 0) return [];
  const source = { star, tables: Object.entries(tables).map(([name, each]) => ({ database, name, table: each })) };
  return [
    `### The star of ${database}\n\nEvery dimension has a member for what is unknown, with the key \`unknown\`, of the days 0. A key is a hash, with a secret where it is of a person.`,
    section(
      DATE_VIEW,
      DATE_COLUMNS.map(({ name, type }) => [
        name,
        type,
        name === "date_key" ? "the day as a number: 20261127" : "",
        "",
      ]),
    ),
    ...dimensionsOf(source).map((dimension) => section(dimension.table, ofDimension(dimension))),
    ...factsOf(source).map((fact) => section(fact.table, ofFact(fact, star.facts[fact.name]?.measures ?? []))),
  ];
}

function ofDimension(dimension: DimensionTable): string[][] {
  const { source, type } = dimension;
  return [
    [keyColumn(dimension), "VARCHAR", type === 2 ? "of a version: facts have that of their time" : "of the member", ""],
    ...dimension.columns.map((column) => ofContract(source.name, column)),
    ...(type === 2
      ? [
          [
            "valid_from",
            "TIMESTAMP_NTZ",
            `${source.name}.${source.table.updatedAt} from which the version is known`,
            "",
          ],
          ["valid_to", "TIMESTAMP_NTZ", "when the next version begins; NULL of the newest", ""],
          ["is_current", "BOOLEAN", "whether it is the newest", ""],
        ]
      : []),
  ];
}

function ofFact(fact: FactTable, measures: readonly string[]): string[][] {
  return [
    [keyColumn(fact), "VARCHAR", "of the fact", ""],
    ...referenceColumns(fact).map(({ name, type }) => [name, type, ofReference(fact, name), ""]),
    ...fact.columns.map((column) => {
      const [name = "", type = "", from = "", of = ""] = ofContract(fact.source.name, column);
      return [name, type, measures.includes(column.field) ? `${from}, a measure` : from, of];
    }),
  ];
}

function ofReference({ source, references, at }: FactTable, name: string): string {
  const reference = references.find(({ dimension }) => keyColumn(dimension) === name);
  if (reference === undefined) return `the day of ${source.name}.${at}, in UTC`;
  const { dimension, column, through } = reference;
  const from = through === undefined ? `${source.name}.${column}` : `${column} of ${through.table}`;
  return `${dimension.table}, by ${from}${dimension.type === 2 ? `, as of ${at}` : ""}`;
}

function ofContract(table: string, { name, field, type, personal }: ViewColumn): string[] {
  return [name, sqlType(type), `${table}.${field}`, personal === undefined ? "" : `${personal.tag} ${personal.kind}`];
}

function section(title: string, rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = ["column", "type", "what", "class"];
  return [
    `### ${title}`,
    "",
    line(head),
    `|${"---|".repeat(head.length)}`,
    ...rows.map(([name = "", ...others]) => line([`\`${name}\``, ...others])),
  ].join("\n");
}
