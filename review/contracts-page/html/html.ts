/** HTML that is safe to insert into HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Inside = string | number | Html | undefined | readonly Inside[];

/** A template that escapes every value that is not HTML already; undefined becomes nothing. */
export function html(strings: TemplateStringsArray, ...inside: readonly Inside[]): Html {
  return new Html(strings.map((text, index) => text + render(inside[index])).join(""));
}

/** A name from the allow-list or from RAW. Characters that are invisible or change the text's direction are shown by number. */
export function name(text: string): Html {
  const visible = text.replace(/(?! )[\p{C}\p{Z}]/gu, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);
  return html`<code>${visible}</code>`;
}

/** Names as an enumeration in a sentence. */
export function names(texts: readonly string[]): Html[] {
  return texts.map((text, index) => html`${index > 0 ? ", " : ""}${name(text)}`);
}

function render(inside: Inside): string {
  if (inside === undefined) return "";
  if (inside instanceof Html) return inside.text;
  if (typeof inside === "object") return inside.map(render).join("");
  return String(inside).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
