import { type Html, html, name } from "./html.ts";

/** A paragraph of a comment: text in backticks is a name. */
export function prose(paragraph: string): Html[] {
  return paragraph.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? name(part) : html`${part}`));
}
