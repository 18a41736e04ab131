import type { NestedMask } from "../../../contracts/mask.ts";
import { isNull, type JsonMember, type JsonValue, writeJson } from "./json-value.ts";

/** A listed key stands twice in one object: which of the two was meant can't be known. */
export class RepeatedKey extends Error {}

/**
 * The listed parts of a value, as JSON text; undefined where nothing of it may pass: a scalar where the mask is nested.
 * @throws RepeatedKey
 */
export function projectJson(value: JsonValue, mask: NestedMask): string | undefined {
  if (value.kind === "scalar") return undefined;
  if (value.kind === "object") return `{${projectMembers(value.members, mask).join(",")}}`;
  const elements = value.elements.map((element) => projectJson(element, mask));
  return `[${elements.filter((element) => element !== undefined).join(",")}]`;
}

function projectMembers(members: readonly JsonMember[], mask: NestedMask): string[] {
  return Object.entries(mask).flatMap(([key, rule]) => {
    const [member, repeated] = members.filter((candidate) => candidate.key === key);
    if (repeated !== undefined) throw new RepeatedKey();
    if (member === undefined || isNull(member.value)) return [];
    const projected = rule === true ? writeJson(member.value) : projectJson(member.value, rule);
    return projected === undefined ? [] : [`${JSON.stringify(key)}:${projected}`];
  });
}
