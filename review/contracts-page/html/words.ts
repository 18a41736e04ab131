import { type Html, html } from "./html.ts";

const WORDS: readonly (readonly [word: string, meaning: string])[] = [
  ["text", "The cell of a column, as text."],
  ["value", "The value of a key inside JSON, with everything in it if it is an object or a list."],
  ["JSON, whole", "The cell is JSON and leaves with everything in it."],
  ["in part", "Only the fields listed below it leave. In a list, the same parts of each element leave."],
  ["date, integer, …", "The type of the value in the warehouse."],
  ["pii, phi", "Personal data and its kind. The warehouse masks it by its tag."],
  ["key", "Identifies the document or the row. Leaves with deletes, too."],
  [
    "in every collection, in every table",
    "When DMS replicated the row, and whether it was inserted, updated or deleted. Of a table also the order of its changes.",
  ],
  ["dropped", "RAW has it, and it is not listed. Nothing of it leaves."],
  [
    "names that are not shown",
    "They may be personal, like the keys of a map: they are not plain identifiers, or too many to be fields.",
  ],
  ["not in RAW", "Listed, and in none of the RAW files that were read. Compare its spelling with theirs."],
];

/** The meanings of the words on the page. */
export const WORDS_SECTION: Html = html`<section class="words" aria-labelledby="words">
<h2 id="words">What the words mean</h2>
<dl>${WORDS.map(([word, meaning]) => html`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl>
</section>
`;
