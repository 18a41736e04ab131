import type { AllowList } from "../../contracts/mask.ts";
import { masksIn } from "../../contracts/mask-of.ts";
import type { Environment } from "../../stacks/environment.ts";
import { collectionNarrows, collectionWidens, compareAllowLists } from "./compare-allow-lists.ts";
import { type DescribedChange, diffMarkdown, verdictOf } from "./markdown.ts";
import { needsOf } from "./needs.ts";

export interface AllowListDiff {
  /** Whether something leaves that did not before: what a reviewer is asked to approve. */
  readonly widens: boolean;
  /** In a line of Markdown: which collections leave more, which less. */
  readonly verdict: string;
  readonly markdown: string;
  /** For machines. */
  readonly json: object;
}

/** The difference of two allow-lists, with what each part of it needs. */
export function diffAllowLists(
  { before, ref }: { readonly before: AllowList; readonly ref: string },
  after: AllowList,
  environments: readonly Environment[],
): AllowListDiff {
  const described: DescribedChange[] = compareAllowLists(masksIn(before), masksIn(after)).map((change) => ({
    change,
    needs: needsOf(change, environments),
  }));
  const widens = described.some(({ change }) => collectionWidens(change));
  const collections = described.map(({ change, needs }) => ({
    ...change,
    widens: collectionWidens(change),
    narrows: collectionNarrows(change),
    needs,
  }));
  const verdict = verdictOf(described.map(({ change }) => change));
  return { widens, verdict, markdown: diffMarkdown(described, ref), json: { against: ref, widens, collections } };
}
