import { Help } from "commander";

/** Columns of a terminal that all output fits, as far as names and keys do. */
export const COLUMNS = 80;

/** A paragraph in lines that fit, each after so many spaces. */
export function wrap(text: string, indent: number): string {
  const space = " ".repeat(indent);
  return new Help()
    .boxWrap(text, COLUMNS - indent)
    .split("\n")
    .map((line) => space + line)
    .join("\n");
}
