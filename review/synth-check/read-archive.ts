import { unzipSync } from "fflate";
import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";

/** A zip that somebody else made, unpacked in memory: nothing is written to disk before the check. */
export interface Archive {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Problem[];
}

const MOST_FILES = 1_000;
const MOST_BYTES = 200_000_000;
const WHERE = "archive";
const UPLOAD = "upload cdktf.out as synth.yml of main does";

/**
 * Reads the files of a zip. A link is read as an ordinary file: its content is the path that it points to.
 * @param mayHold whether the zip may have a file of that name
 */
export function readArchive(zip: Uint8Array, mayHold: (name: string) => boolean): Archive {
  const listed: { readonly name: string; readonly originalSize: number }[] = [];
  try {
    unzipSync(zip, { filter: (entry) => !isFolder(entry) && listed.push(entry) < 0 });
    const problems = checkEntries(listed, mayHold);
    if (problems.length > 0) return { files: new Map(), problems };
    return { files: new Map(Object.entries(unzipSync(zip, { filter: (entry) => !isFolder(entry) }))), problems };
  } catch {
    return { files: new Map(), problems: rule(false, WHERE, "is not a zip", UPLOAD) };
  }
}

/** A zip may list folders in addition to their files. */
function isFolder({ name, originalSize }: { readonly name: string; readonly originalSize: number }): boolean {
  return name.endsWith("/") && originalSize === 0;
}

function checkEntries(
  entries: readonly { readonly name: string; readonly originalSize: number }[],
  mayHold: (name: string) => boolean,
): Problem[] {
  const names = new Set(entries.map(({ name }) => name));
  const bytes = entries.reduce((sum, { originalSize }) => sum + originalSize, 0);
  return [
    ...rule(entries.length <= MOST_FILES && bytes <= MOST_BYTES, WHERE, "is too large", UPLOAD),
    ...rule(names.size === entries.length, WHERE, "has a file twice", UPLOAD),
    ...[...names].flatMap((name) => rule(mayHold(name), name, "is not a file that synth writes", UPLOAD)),
  ];
}
