/** Functions whose result depends only on their arguments. */
const PURE = ["element", "join", "sort", "split"];

/** Functions that read a file. It must be one of the stack's assets, named by a literal. */
const READS_FILE = ["filebase64sha256"];

const NAME = /[A-Za-z_][\w-]*/y;
const REFERENCE = /(?:data\.)?aws_\w+\.[A-Za-z_][\w-]*(?:\.\w[\w-]*|\[\d+\])+/y;
const NUMBER = /\d+/y;
/** A name in braces that Terraform leaves to Athena, `year=${year}`, or to IAM, `${aws:userid}`. What is before it can't make a template of what is after it. */
const ESCAPED_NAME = /(?<![$%])\$\$\{(?:aws:)?[a-z]+\}/g;
/** Without escapes and templates. */
const LITERAL = /"([^"\\$%]*)"/y;

/**
 * Whether a text of Terraform JSON is plain: a literal, or one with references to resources and pure functions of them. Any
 * other expression may read files or the environment of the machine that plans, or hide what it does.
 * https://developer.hashicorp.com/terraform/language/syntax/json#expressions
 */
export function isPlainText(text: string, assets: ReadonlySet<string>): boolean {
  const unescaped = text.replaceAll(ESCAPED_NAME, "");
  // Also refuses other escaped templates: our own synth writes none.
  if (/%\{|\$\$\{/.test(unescaped)) return false;
  for (let at = unescaped.indexOf("${"); at >= 0; at = unescaped.indexOf("${", at)) {
    const parser = new Parser(unescaped, at + 2, assets);
    if (!parser.expression() || !parser.take("}")) return false;
    at = parser.at;
  }
  return true;
}

class Parser {
  readonly #text: string;
  readonly #assets: ReadonlySet<string>;
  at: number;

  constructor(text: string, at: number, assets: ReadonlySet<string>) {
    this.#text = text;
    this.#assets = assets;
    this.at = at;
  }

  expression(): boolean {
    return this.#match(REFERENCE) !== undefined || this.#match(NUMBER) !== undefined || this.#literal() || this.#call();
  }

  take(character: string): boolean {
    const isThere = this.#text.startsWith(character, this.at);
    if (isThere) this.at += character.length;
    return isThere;
  }

  #literal(): boolean {
    return this.#match(LITERAL) !== undefined;
  }

  #call(): boolean {
    const name = this.#match(NAME)?.[0] ?? "";
    if (!this.take("(")) return false;
    if (READS_FILE.includes(name)) return this.#assets.has(this.#match(LITERAL)?.[1] ?? "") && this.take(")");
    if (!PURE.includes(name) || !this.expression()) return false;
    while (this.take(", ")) if (!this.expression()) return false;
    return this.take(")");
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.#text) ?? undefined;
    if (found) this.at = pattern.lastIndex;
    return found;
  }
}
