import type { NestedMask } from "../../../contracts/mask.ts";
import { jsonKey } from "../json-key.ts";
import { isNull, type JsonMember, type JsonValue, writeJson } from "./json-value.ts";
import type { ValueCounts } from "./value-counts.ts";

/** An object has a listed key twice, and nobody can know which one was meant. */
export class RepeatedKey extends Error {}

/**
 * The listed parts of a value as JSON text; undefined if nothing of it may pass, because it is a scalar and the mask is nested.
 * @throws RepeatedKey
 */
export function projectJson(value: JsonValue, mask: NestedMask, counts: ValueCounts): string | undefined {
  if (value.kind === "scalar") {
    if (!isNull(value)) counts.scalars++;
    return undefined;
  }
  if (value.kind === "object") return `{${projectMembers(value.members, mask, counts).join(",")}}`;
  const elements = value.elements.map((element) => projectJson(element, mask, counts));
  return `[${elements.filter((element) => element !== undefined).join(",")}]`;
}

function projectMembers(members: readonly JsonMember[], mask: NestedMask, counts: ValueCounts): string[] {
  const listed = listedMembers(members, mask);
  return Object.entries(mask).flatMap(([key, rule]) => {
    const value = listed.get(key);
    if (value === undefined || isNull(value)) return [];
    if (rule === "key") counts.hasKey = true;
    const projected = typeof rule === "object" ? projectJson(value, rule, counts) : writeJson(value, counts);
    return projected === undefined ? [] : [`${jsonKey(key)}:${projected}`];
  });
}

/** The listed members by key, so that a mask of thousands of keys is read only once for each object. */
function listedMembers(members: readonly JsonMember[], mask: NestedMask): ReadonlyMap<string, JsonValue> {
  const listed = new Map<string, JsonValue>();
  for (const { key, value } of members) {
    if (!Object.hasOwn(mask, key)) continue;
    if (listed.has(key)) throw new RepeatedKey();
    listed.set(key, value);
  }
  return listed;
}
