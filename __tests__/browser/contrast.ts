import type { Page } from "playwright-core";

/** Text of which it is hard to tell the colour from that of its background. */
interface HardToRead {
  readonly text: string;
  readonly ratio: number;
}

/** What WCAG 2.2 asks for at level AA, of text of any size: https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST = 4.5;

/** All text of the page that is shown with less contrast than that. */
export async function hardToRead(page: Page): Promise<{ found: HardToRead[]; looked: number }> {
  const ratios = (await page.evaluate(MEASURE)) as HardToRead[];
  return { found: ratios.filter(({ ratio }) => ratio < LEAST), looked: ratios.length };
}

/** Colours are opaque on this page; one that is not would come out as NaN, which is no contrast either. */
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
