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
  if (head === "sequenceDiagram") return problemsOfSequence(lines);
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

const MESSAGE = /^(\w+)-?->>(\w+): [^:;#]+$/;

/** The same of a sequence. A text ends at `;` and `#`. https://mermaid.js.org/syntax/sequenceDiagram.html */
function problemsOfSequence(lines: readonly string[]): string[] {
  const participants = lines.flatMap((line) => /^participant (\w+) as \w[\w ]*$/.exec(line)?.[1] ?? []);
  const loops = lines.filter((line) => /^loop [^:;#]+$/.test(line));
  const messages = lines.filter((line) => !/^(participant|loop|end\b)/.test(line));
  return [
    ...messages.filter((line) => !MESSAGE.test(line)),
    ...messages
      .flatMap((line) => MESSAGE.exec(line)?.slice(1) ?? [])
      .filter((name) => !participants.includes(name))
      .map((name) => `${name} is no participant`),
    ...(lines.length === participants.length + loops.length * 2 + messages.length ? [] : ["a loop without an end"]),
  ];
}
