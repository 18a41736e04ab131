/** Whether another JSON value contains all of this one, each part in the same place. */
export function isContained(part: unknown, whole: unknown): boolean {
  if (Array.isArray(part)) {
    return (
      Array.isArray(whole) && part.length === whole.length && part.every((each, at) => isContained(each, whole[at]))
    );
  }
  if (typeof part !== "object" || part === null) return Object.is(part, whole);
  if (typeof whole !== "object" || whole === null || Array.isArray(whole)) return false;
  return Object.entries(part).every(
    ([key, value]) => Object.hasOwn(whole, key) && isContained(value, (whole as Record<string, unknown>)[key]),
  );
}
