/**
 * Any text as code in Markdown. No text can end the code, make a link, mention anybody or begin a line.
 * https://spec.commonmark.org/0.31.2/#code-spans
 */
export function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(runs.reduce((longest, length) => Math.max(longest, length), 0) + 1);
  const pad = runs.length > 0 ? " " : "";
  return `${fence}${pad}${text.replaceAll(/\p{Cc}+|[\u2028\u2029]/gu, " ")}${pad}${fence}`;
}
