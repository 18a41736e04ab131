import leven from "leven";

/** Longest distance at which a name may be meant: one wrong letter in three, at most three. */
const MOST_WRONG = 3;

/**
 * The known name that was probably meant: the same but for letter case and for DMS's prefixes (`segments`, `array_segments`), or
 * else the nearest one.
 * @returns undefined if none is near, or if the name is itself known
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const wanted = bare(name);
  const most = wanted.length < 2 ? 0 : Math.min(MOST_WRONG, Math.max(1, Math.floor(wanted.length / 3)));
  const [best] = known
    .map((candidate) => ({ candidate, wrong: leven(wanted, bare(candidate), { maxDistance: most + 1 }) }))
    .filter(({ candidate, wrong }) => wrong <= most && candidate !== "")
    .sort((a, b) => a.wrong - b.wrong);
  return best?.candidate;
}

/** ` Did you mean audit?`, to follow a sentence; empty if no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

/** What the name may be in MongoDB, without DMS's type prefix; letter case aside. */
function bare(name: string): string {
  return name.replace(/^(array|oid)_(?=.)/i, "").toLowerCase();
}
