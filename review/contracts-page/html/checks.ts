import { count } from "../../../command/count.ts";
import type { CollectionView } from "../describe.ts";
import { allFields } from "../field-tree.ts";
import { anchorOf } from "./anchor.ts";
import { type Html, html, name, names } from "./html.ts";

/** Contradictions between RAW and the allow-list; nothing if there are none. */
export function checksSection(views: readonly CollectionView[], unlisted: readonly string[]): Html | undefined {
  const items = [...views.flatMap(absent), ...views.flatMap(failing), ...notListed(unlisted)];
  if (items.length === 0) return undefined;
  return html`<section class="panel check" aria-labelledby="checks">
<h2 id="checks">To check</h2>
<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>
</section>
`;
}

function absent({ collection, fields }: CollectionView): Html[] {
  const found = allFields(fields).filter(({ isAbsent }) => isAbsent);
  if (found.length === 0) return [];
  const paths = found.map(({ path, meant }, index) => {
    return html`${index > 0 ? ", " : ""}${name(path)}${meant && html` (did you mean ${name(meant)}?)`}`;
  });
  return [html`${link(collection)}: listed, and not in the RAW files that were read: ${paths}.`];
}

function failing({ collection, raw }: CollectionView): Html[] {
  const failures = [...(raw?.read.failures ?? [])];
  return failures.map(
    ([code, times]) => html`${link(collection)}: ${count(times, "RAW file")} would fail with ${name(code)}.`,
  );
}

function notListed(collections: readonly string[]): Html[] {
  if (collections.length === 0) return [];
  return [html`RAW has files of unlisted collections, of which nothing leaves: ${names(collections)}.`];
}

function link(collection: string): Html {
  return html`<a href="#${anchorOf(collection)}">${name(collection)}</a>`;
}
