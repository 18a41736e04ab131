import { opens, type ReaderChange } from "../../warehouse/snowflake/reader-changes.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";
import { type Comparison, isSameForAll } from "./compare.ts";
import { describeChange, openingFirst } from "./describe-change.ts";

/** The difference in Markdown, for a pull request. Names are made of letters, digits and `_`, so nothing needs an escape. */
export function comparisonMarkdown(comparison: Comparison): string {
  if (isSameForAll(comparison)) return "Nothing changes in Snowflake.";
  const { readers, comes, goes, pipes } = comparison;
  const dropped = goes.filter(({ undo }) => undo.length > 0);
  const kept = goes.filter(({ undo }) => undo.length === 0);
  return [
    ...section("For readers", openingFirst(readers).map(readerLine)),
    ...section("Removed by an apply", dropped.map(made)),
    ...section("No longer used, kept because it holds data", kept.map(made)),
    ...section(
      "Pipes whose text changes: an apply leaves them and fails, and says how they are replaced",
      pipes.map((pipe) => `\`${pipe}\``),
    ),
    ...section("Added", comes.filter(({ kind }) => kind !== "view").map(made)),
  ].join("\n");
}

function readerLine(change: ReaderChange): string {
  return `${opens(change) ? "**in clear** " : ""}\`${change.view}\`: ${describeChange(change)}`;
}

function made({ kind, name }: Made): string {
  return `${kind} \`${name}\``;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, "", ...lines.map((line) => `- ${line}`), ""];
}
