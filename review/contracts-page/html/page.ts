import { createHash } from "node:crypto";
import type { CollectionView } from "../describe.ts";
import { changesSection } from "./changes.ts";
import { checksSection } from "./checks.ts";
import { collectionSection } from "./collection.ts";
import { contents } from "./contents.ts";
import { Html, html } from "./html.ts";
import { type Provenance, provenanceLine } from "./provenance.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";
import { summary } from "./summary.ts";
import { WORDS_SECTION } from "./words.ts";

export interface PageContent {
  readonly provenance: Provenance;
  readonly collections: readonly CollectionView[];
  /** Collections that are in the RAW folder and not in the allow-list. */
  readonly unlisted: readonly string[];
}

/** The page loads nothing, and runs only its own script: https://www.w3.org/TR/CSP3/#framework-directive-source-list */
const POLICY = `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;

/** A single file that needs no other file and no network. */
export function contractsPage({ provenance, collections, unlisted }: PageContent): string {
  const ref = provenance.since?.ref;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>What may leave</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>What may leave</h1>
<p class="lead">The fields of each replicated collection and table that reach the warehouse. A field of a collection that is not listed
stays in RAW, and is deleted there after its retention.${collections.some(({ table }) => table) ? " A column of a table that is not listed stays in the source." : ""}</p>
${provenanceLine(provenance)}
${summary(collections, provenance)}
</header>
<div class="columns">
${contents(collections, ref !== undefined)}
<main>
${changesSection(collections, ref)}
${checksSection(collections, unlisted)}
${collections.map(collectionSection)}
${WORDS_SECTION}
</main>
</div>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
