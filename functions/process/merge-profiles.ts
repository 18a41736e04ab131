import type { PathProfile, Profile } from "../shared/profile.ts";

/** What several batches have together. */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const paths: Record<string, PathProfile> = {};
  for (const profile of profiles)
    for (const [path, seen] of Object.entries(profile.paths)) paths[path] = merge(paths[path], seen);
  return { documents: profiles.reduce((sum, { documents }) => sum + documents, 0), paths };
}

function merge(one: PathProfile | undefined, other: PathProfile): PathProfile {
  const types: Record<string, number> = { ...one?.types };
  for (const [bson, documents = 0] of Object.entries(other.types)) types[bson] = (types[bson] ?? 0) + documents;
  return {
    types,
    ...larger("maxBytes", one, other),
    ...larger("digitsBefore", one, other),
    ...larger("digitsAfter", one, other),
    ...larger("longDigits", one, other),
  };
}

function larger(name: Exclude<keyof PathProfile, "types">, one: PathProfile | undefined, other: PathProfile) {
  const numbers = [one?.[name], other[name]].filter((each) => each !== undefined);
  return numbers.length === 0 ? {} : { [name]: Math.max(...numbers) };
}
