import type { Terminal } from "../../command/terminal.ts";
import { wrap } from "../../command/wrap.ts";

/**
 * Prints what to do if no object was of a listed collection.
 * @param made the namespaces that the demo makes; undefined if the objects are the user's own
 */
export function showNothingListed(
  made: readonly string[] | undefined,
  listed: readonly string[],
  show: Terminal,
): void {
  const names = listed.join(", ");
  const advice =
    made === undefined
      ? `No object is of a collection in the allow-list, so nothing was cleaned. The folders of --input are <database>/<collection>. Listed: ${names}.`
      : `The demo makes ${made.join(", ")}, and can show none of them under your allow-list, which has ${names}. Run it over RAW files of your own: npm start -- --input DIR, with DIR/<database>/<collection>/<file>.csv.gz.`;
  show.print(show.colors.yellow(wrap(advice, 2)));
}
