import type { CollectionPage, Fate } from "./describe.ts";
import { Html, html } from "./html.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** One file that needs nothing else, and asks for nothing: whoever has it can look at it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

/** The page of what may leave, for those who would rather look than read TypeScript. */
export function contractsPage(collections: readonly CollectionPage[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>What may leave</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>What may leave</h1>
<p>Every collection that is replicated, and what of it reaches the warehouse. What is not named here stays in RAW, and is gone
after its retention.</p>
<label>Find a field <input id="find" type="search" autocomplete="off"></label>
<p id="found" role="status"></p>
</header>
<main>
<nav aria-label="Collections"><ul>${collections.map(({ collection }) => html`<li><a href="#${collection}">${collection}</a></li>`)}</ul></nav>
${collections.map(section)}
</main>
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`.text;
}

function section(page: CollectionPage): Html {
  const { collection, columns, lands } = page;
  const dropped = columns.filter(({ fate }) => fate === "dropped").length + page.droppedUnnamed;
  return html`<section id="${collection}" aria-labelledby="${collection}-name">
<h2 id="${collection}-name">${collection}</h2>
<p>${summary(page, dropped)}</p>
<table>
<thead><tr><th scope="col">column in RAW</th><th scope="col">leaves</th></tr></thead>
<tbody>${columns.map(row)}</tbody>
</table>
${page.droppedUnnamed > 0 ? html`<p>${page.droppedUnnamed} more are dropped; their names may be personal.</p>` : ""}
${page.absent.length > 0 ? html`<p class="absent">Listed, and in none of the RAW files: ${page.absent.join(", ")}.</p>` : ""}
<details><summary>Where it lands</summary><ul>${lands.map((place) => html`<li><code>${place}</code></li>`)}</ul></details>
</section>
`;
}

function summary({ hasSample, columns }: CollectionPage, dropped: number): string {
  const leaving = columns.filter(({ fate }) => fate !== "dropped").length;
  if (!hasSample) return `${leaving} columns leave. What else RAW has is not known: no RAW file of it was given.`;
  return `${leaving} columns leave, ${dropped} are dropped.`;
}

/** What leaves and what does not differ by word and mark, not by colour alone. */
function row({ column, fate, paths }: Fate): Html {
  const says = fate === "dropped" ? "✕ dropped" : `✓ ${fate}`;
  return html`<tr class="${fate === "dropped" ? "dropped" : "leaves"}"><th scope="row"><code>${column}</code></th><td>${says}${
    paths.length > 0 ? html`<ul>${paths.map((path) => html`<li><code>${path}</code></li>`)}</ul>` : ""
  }</td></tr>
`;
}
