/** HTML that is safe to be put into HTML. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Inside = string | number | Html | readonly Inside[];

/** Escapes whatever is put into it, unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...inside: readonly Inside[]): Html {
  return new Html(
    strings.map((text, index) => text + (index < inside.length ? render(inside[index] as Inside) : "")).join(""),
  );
}

function render(inside: Inside): string {
  if (inside instanceof Html) return inside.text;
  if (typeof inside === "object") return inside.map(render).join("");
  return String(inside).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);
}
