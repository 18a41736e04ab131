import type { DataSetResult, Results } from "../results.ts";
import { ratios } from "../statistics.ts";
import { fastestFirst } from "./data-set-section.ts";
import { times } from "./format.ts";

const WIDTH = 720;
const LABEL_WIDTH = 260;
const NUMBER_WIDTH = 50;
const ROW = 20;
const TITLE = 34;

/** Colours for a light and a dark page; the background is transparent. */
const STYLE = `text{font:13px system-ui,sans-serif;fill:#24292f}.title{font-weight:600}.ours{fill:#1a7f37}.other{fill:#8c959f}.floor{fill:#54aeff}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#3fb950}.other{fill:#6e7681}.floor{fill:#1f6feb}}`;

interface Bar {
  readonly label: string;
  readonly ratio: number;
  readonly kind: "ours" | "other" | "floor";
}

/** A bar for each peer, as long as its time; a panel for each data set, all on one scale. */
export function toSvg({ dataSets }: Results): string {
  const panels = dataSets.map((result) => ({ title: result.title, bars: barsOf(result) }));
  const longest = Math.max(1, ...panels.flatMap(({ bars }) => bars.map(({ ratio }) => ratio)));
  let top = 0;
  const drawn = panels.map(({ title, bars }) => {
    const panel = drawPanel(title, bars, top, (WIDTH - LABEL_WIDTH - NUMBER_WIDTH) / longest);
    top += TITLE + bars.length * ROW;
    return panel;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 10}" role="img">
<title>How many times as long as clearwell each way takes</title>
<style>${STYLE}</style>
${drawn.join("\n")}
</svg>
`;
}

function barsOf({ ours, others, floor }: DataSetResult): Bar[] {
  const ratioOf = (runs: typeof ours.runs) => ratios(runs, ours.runs).median;
  return [
    { label: floor.title, ratio: ratioOf(floor.runs), kind: "floor" },
    { label: ours.title, ratio: 1, kind: "ours" },
    ...fastestFirst(others, ours).map(
      ({ title, runs }): Bar => ({ label: title, ratio: ratioOf(runs), kind: "other" }),
    ),
  ];
}

function drawPanel(title: string, bars: readonly Bar[], top: number, scale: number): string {
  const lines = bars.map(({ label, ratio, kind }, index) => {
    const y = top + TITLE + index * ROW;
    const length = Math.max(1, ratio * scale).toFixed(1);
    return `<text x="${LABEL_WIDTH - 8}" y="${y + 11}" text-anchor="end">${escaped(label)}</text><rect class="${kind}" x="${LABEL_WIDTH}" y="${y}" width="${length}" height="14" rx="2"/><text x="${(LABEL_WIDTH + Number(length) + 6).toFixed(1)}" y="${y + 11}">${times(ratio)}</text>`;
  });
  return [`<text class="title" x="${LABEL_WIDTH}" y="${top + 24}">${escaped(title)}</text>`, ...lines].join("\n");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
