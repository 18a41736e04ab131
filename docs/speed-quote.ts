const START = "<!-- From bench/RESULTS.md, by npm run docs. -->";
const END = "<!-- End of what is quoted. -->";

/** The README with the benchmark's comparison in it: under what conditions it was run, and the first table. */
export function quoteSpeed(readme: string, results: string): string {
  const [, , conditions = "", caption = "", table = ""] = results.split("\n\n");
  const [before = "", rest = ""] = readme.split(START);
  return [before, START, `\n\n${caption}\n\n${table}\n\n${conditions}\n\n`, END, rest.split(END)[1] ?? ""].join("");
}
