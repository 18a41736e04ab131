import type { Sources } from "../../contracts/source.ts";
import { type Comparison, compareMade, isSameForAll } from "../../ops/warehouse/compare.ts";
import { describeChange, openingFirst } from "../../ops/warehouse/describe-change.ts";
import type { Environment } from "../../stacks/environment.ts";
import { targetOf } from "../../stacks/snowflake-target.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { opens, type ReaderChange } from "../../warehouse/snowflake/reader-changes.ts";
import type { Made } from "../../warehouse/snowflake/sql-file.ts";
import { code } from "../code.ts";

/** What other contracts change in Snowflake. */
export interface SnowflakeReview {
  /** Views of which readers see more in clear, without the database: `analytics_legion.tickets`. */
  readonly opened: readonly string[];
  readonly markdown: string;
  readonly json: readonly object[];
}

/**
 * Compares the SQL of all contracts before and after, as it would be for an empty account, without a login. Both with the same settings.
 */
export function reviewSnowflake(
  environments: readonly Environment[],
  { before, after }: { readonly before: Sources; readonly after: Sources },
): SnowflakeReview {
  const names = [...new Set(environments.map(({ environment }) => environment))];
  const found = names.map((environment) => {
    const [old, now] = [before, after].map((sources) => madeIn(environments, sources, environment));
    return { environment, comparison: compareMade(old ?? [], now ?? []) };
  });
  const changes = found.flatMap(({ comparison }) => comparison.readers);
  return {
    opened: [...new Set(changes.filter(opens).map(({ view }) => view))],
    markdown: ["## What changes in Snowflake", ...sections(found)].join("\n\n"),
    json: found.map(({ environment, comparison }) => ({ environment, ...comparison })),
  };
}

/** Names without the database, so that environments with the same changes have the same text. */
function madeIn(environments: readonly Environment[], sources: Sources, name: string): Made[] {
  const target = targetOf(environments, sources, name);
  const short = (text: string) => text.replaceAll(`${target.snowflake.database}.`, "");
  return sqlFiles(target)
    .flatMap(({ makes }) => makes)
    .map((made) => ({ ...made, name: short(made.name) }));
}

function sections(found: readonly { environment: string; comparison: Comparison }[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { environment, comparison } of found) {
    const text = markdownOf(comparison);
    groups.set(text, [...(groups.get(text) ?? []), environment]);
  }
  if (groups.size === 1 && groups.has(NOTHING)) return [NOTHING];
  return [...groups].flatMap(([text, names]) => [`### ${names.map(code).join(", ")}`, text]);
}

const NOTHING = "Nothing changes.";

function markdownOf(comparison: Comparison): string {
  if (isSameForAll(comparison)) return NOTHING;
  const { readers, comes, goes, pipes } = comparison;
  const listed = (kinds: readonly Made[]) => kinds.map(({ kind, name }) => code(`${kind} ${name}`));
  return [
    ...list("**Readers see more in clear:**", readers.filter(opens).map(readerLine)),
    ...list("For readers:", openingFirst(readers.filter((change) => !opens(change))).map(readerLine)),
    ...list("Removed by an apply:", listed(goes.filter(({ undo }) => undo.length > 0))),
    ...list("No longer used, and kept because it holds data:", listed(goes.filter(({ undo }) => undo.length === 0))),
    ...list("**These pipes get another text:** an apply leaves them, and says how they are replaced.", pipes.map(code)),
    ...list("Added:", listed(comes.filter(({ kind }) => kind !== "view"))),
  ].join("\n\n");
}

function readerLine(change: ReaderChange): string {
  return code(`${change.view}: ${describeChange(change)}`);
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [[title, "", ...lines.map((line) => `- ${line}`)].join("\n")];
}
