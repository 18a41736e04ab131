const START = "<!-- From bench/RESULTS.md, by npm run docs. -->";
const END = "<!-- End of the quotation. -->";

/** Puts the benchmark's comparison into the README: the first table, what its first column is, and how it was run. */
export function quoteSpeed(readme: string, results: string): string {
  const [, , conditions = "", caption = "", table = ""] = results.split("\n\n");
  const [, about = ""] = /^## .*\n\n(.*)$/m.exec(results) ?? [];
  const [, seconds = ""] = /^\| clearwell +\| +([\d.]+ s)/m.exec(results) ?? [];
  const first = `The first column, for which clearwell takes ${seconds}: ${about}`;
  const [before = "", rest = ""] = readme.split(START);
  const quoted = [caption, table, first, conditions].join("\n\n");
  return [before, START, `\n\n${quoted}\n\n`, END, rest.split(END)[1] ?? ""].join("");
}
