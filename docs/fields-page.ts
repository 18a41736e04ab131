import { keyColumns } from "../contracts/key.ts";
import type { AllowList, ColumnMask, Mask, NestedMask } from "../contracts/mask.ts";
import { maskOf } from "../contracts/mask-of.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../contracts/passthrough.ts";

/** The list of what may leave, for those who do not read TypeScript. */
export function fieldsPage(allowList: AllowList): string {
  return [
    "# Fields that may leave",
    "Made by `npm run docs` from the allow-list; change that, not this.",
    ...Object.entries(allowList).map(([collection, mask]) => section(collection, maskOf(mask))),
  ]
    .join("\n\n")
    .concat("\n");
}

function section(collection: string, mask: Mask): string {
  const listed = Object.entries(mask).flatMap(([column, rule]) => rows(column, rule));
  const passing = [...keyColumns(mask), TIMESTAMP_COLUMN, OP_COLUMN].map((column) => row(column, "passes by itself"));
  return [`## ${collection}`, "", "| field | kept |", "|---|---|", ...listed, ...passing].join("\n");
}

function rows(path: string, rule: ColumnMask | NestedMask): string[] {
  if (rule === true) return [row(path, "whole")];
  if (rule === "json") return [row(path, "whole, as JSON")];
  if (rule === "key") return [];
  return Object.entries(rule).flatMap(([key, inner]) => rows(`${path}.${key}`, inner));
}

function row(path: string, kept: string): string {
  return `| \`${path}\` | ${kept} |`;
}
