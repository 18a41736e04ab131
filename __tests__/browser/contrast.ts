import type { Page } from "playwright-core";

/** Text whose colour is too similar to its background. */
interface HardToRead {
  readonly text: string;
  readonly ratio: number;
}

/** The minimum of WCAG 2.2, level AA, for text of any size: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST = 4.5;

/** All visible text of the page with less contrast. */
export async function hardToRead(page: Page): Promise<{ found: HardToRead[]; looked: number }> {
  const ratios = (await page.evaluate(MEASURE)) as HardToRead[];
  return { found: ratios.filter(({ ratio }) => ratio < LEAST), looked: ratios.length };
}

/** Colours on this page are opaque; any other would give NaN, which counts as too little contrast. */
const MEASURE = `(() => {
  const channels = (colour) => /^rgb\\((\\d+), (\\d+), (\\d+)\\)$/.exec(colour)?.slice(1).map(Number) ?? [NaN, NaN, NaN];
  const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = channels(colour).map(linear);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const backgroundOf = (element) => {
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor === "rgba(0, 0, 0, 0)" ? backgroundOf(element.parentElement) : backgroundColor;
  };
  const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== "");
  const shown = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility() && hasText(element));
  return shown.map((element) => {
    const [dark, light] = [getComputedStyle(element).color, backgroundOf(element)].map(luminance).sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    return { text: element.textContent.slice(0, 40), ratio: Number.isNaN(ratio) ? 0 : ratio };
  });
})()`;
