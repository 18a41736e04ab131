import { freeText, somebody } from "../../local/demo/person.ts";
import type { Random } from "../../local/demo/random.ts";
import type { DataSet } from "./data-set.ts";

/** Letters and transcripts of many kilobytes, with newlines, quotes and emoji; one of the two long columns is listed. */
export const longText: DataSet = {
  name: "long-text",
  title: "long text cells",
  mask: { subject: true, body: true },
  columns: ["subject", "body", "transcript", "reader"],
  cells: (random) => [
    `Re: letter ${random.integer(1, 9_999)}`,
    text(random, random.integer(1, 200)),
    text(random, random.integer(1, 400)),
    somebody(random).email,
  ],
};

function text(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => `${random.hex(12)} ${freeText(random, somebody(random))}`).join("\n");
}
