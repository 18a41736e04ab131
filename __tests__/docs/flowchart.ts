/** A node with its label, or a node that is labelled elsewhere: `raw[(RAW)]`, `raw`. */
const NODE = String.raw`\w+(?:\[\(.*?\)\]|\[\[.*?\]\]|\(\[.*?\]\)|\[.*?\])?`;
const NODES = `${NODE}(?: & ${NODE})*`;
const ARROW = String.raw`(?:-->|==>|-\.->)(?:\|[^|]+\|)?`;
const EDGES = new RegExp(`^${NODES}(?: ${ARROW} ${NODES})*$`);
const SUBGRAPH = /^subgraph (\w+) \[[^\]]+\]$/;

/** The mermaid figures of a page. */
export function figuresIn(page: string): string[] {
  return [...page.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map(([, figure]) => figure as string);
}

/** The lines of a flowchart that are not in the part of mermaid that the docs use, and the nodes without a label. https://mermaid.js.org/syntax/flowchart.html */
export function problemsOf(figure: string): string[] {
  const [head = "", ...rest] = figure.trimEnd().split("\n");
  const lines = rest.map((line) => line.trim());
  const opened = lines.flatMap((line) => SUBGRAPH.exec(line)?.[1] ?? []);
  const edges = lines.filter((line) => line !== "end" && !SUBGRAPH.test(line));
  const text = edges.map((line) => line.replace(/\|[^|]+\|/g, "")).join("\n");
  const labelled = new Set([...opened, ...[...text.matchAll(/(\w+)(?=\[|\(\[)/g)].map(([, name]) => name)]);
  const named = text.replace(/\[\(.*?\)\]|\[\[.*?\]\]|\(\[.*?\]\)|\[.*?\]/g, "").match(/\w+/g) ?? [];
  return [
    ...(/^flowchart (TD|LR)$/.test(head) ? [] : [head]),
    ...edges.filter((line) => !EDGES.test(line)),
    ...named.filter((name) => !labelled.has(name)).map((name) => `${name} has no label`),
    ...(opened.length === lines.filter((line) => line === "end").length ? [] : ["a subgraph without an end"]),
  ];
}
