/** HTML that is safe to be put into HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Inside = string | number | Html | undefined | readonly Inside[];

/** Escapes whatever is put into it, unless it is HTML already; undefined is nothing. */
export function html(strings: TemplateStringsArray, ...inside: readonly Inside[]): Html {
  return new Html(strings.map((text, index) => text + render(inside[index])).join(""));
}

/** A name from the allow-list or from RAW. Characters that can't be seen, or turn the text around, are shown by number. */
export function name(text: string): Html {
  const visible = text.replace(/(?! )[\p{C}\p{Z}]/gu, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
  return html`<code>${visible}</code>`;
}

/** Names as a sentence has them. */
export function names(texts: readonly string[]): Html[] {
  return texts.map((text, index) => html`${index > 0 ? ", " : ""}${name(text)}`);
}

function render(inside: Inside): string {
  if (inside === undefined) return "";
  if (inside instanceof Html) return inside.text;
  if (typeof inside === "object") return inside.map(render).join("");
  return String(inside).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
