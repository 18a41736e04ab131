import { Help } from "commander";

/** Width of all output; only a name or a key may be longer. */
export const COLUMNS = 80;

/** A paragraph in lines of at most COLUMNS, each indented by so many spaces. */
export function wrap(text: string, indent: number): string {
  const space = " ".repeat(indent);
  return new Help()
    .boxWrap(text, COLUMNS - indent)
    .split("\n")
    .map((line) => space + line)
    .join("\n");
}
