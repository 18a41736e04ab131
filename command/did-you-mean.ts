import leven from "leven";

/** Most letters that may differ; a short name may differ in one letter of three. */
const MAX_DISTANCE = 3;

/**
 * The known name that was probably meant: one that differs only in letter case or DMS's prefix (`segments`, `array_segments`), or
 * else the nearest one.
 * @returns undefined if none is near, or if the name is itself known
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.includes(name)) return undefined;
  const wanted = normalized(name);
  const most = wanted.length < 2 ? 0 : Math.min(MAX_DISTANCE, Math.max(1, Math.floor(wanted.length / 3)));
  const [best] = known
    .map((candidate) => ({ candidate, distance: leven(wanted, normalized(candidate), { maxDistance: most + 1 }) }))
    .filter(({ candidate, distance }) => distance <= most && candidate !== "")
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

/** ` Did you mean audit?`, to be appended to a sentence; empty if no known name is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? "" : ` Did you mean ${meant}?`;
}

/** The name in small letters, without DMS's type prefix. */
function normalized(name: string): string {
  return name.replace(/^(array|oid)_(?=.)/i, "").toLowerCase();
}
