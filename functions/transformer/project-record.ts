import { EXTRACTED_AT, type RecordMask } from "../../contracts/stream-record.ts";
import { isNull, type JsonValue, parseJson } from "../cleaner/reference/json-value.ts";
import { projectJson } from "../cleaner/reference/project-json.ts";
import { ValueCounts } from "../cleaner/reference/value-counts.ts";

interface Projected {
  /** The listed members as JSON, without a line end. A member that is null is left out. */
  readonly text: string;
  /** Members that are not listed. */
  readonly unlisted: number;
}

/**
 * The listed parts of a record, numbers and strings with their text.
 * @throws Error if it is not a record of the producer: not UTF-8, not one JSON object, without a time of extraction, with a listed member
 *   twice, or with an object or a list in place of a value, in which something may be that is not listed
 */
export function projectRecord(bytes: Uint8Array, mask: RecordMask): Projected {
  const value = parseJson(UTF_8.decode(bytes));
  if (value?.kind !== "object" || !fits(value, mask) || !isExtracted(value)) throw new Error("not a record");
  return { text: projectJson(value, mask, new ValueCounts()) as string, unlisted: countUnlisted(value, mask) };
}

/** A byte order mark is not JSON either. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether each listed member is a value, or an object where the mask has one. */
function fits(value: JsonValue, mask: RecordMask): boolean {
  if (value.kind !== "object") return false;
  return value.members.every(({ key, value: member }) => {
    const rule = ruleOf(mask, key);
    if (rule === undefined || isNull(member)) return true;
    return rule === true ? member.kind === "scalar" : fits(member, rule);
  });
}

function isExtracted(value: JsonValue & { readonly kind: "object" }): boolean {
  return value.members.some(({ key, value: member }) => key === EXTRACTED_AT && !isNull(member));
}

function countUnlisted(value: JsonValue, mask: RecordMask): number {
  if (value.kind !== "object") return 0;
  return value.members.reduce((count, { key, value: member }) => {
    const rule = ruleOf(mask, key);
    if (rule === undefined) return count + 1;
    return rule === true ? count : count + countUnlisted(member, rule);
  }, 0);
}

/** A member may be called `constructor`. */
function ruleOf(mask: RecordMask, key: string): RecordMask[string] | undefined {
  return Object.hasOwn(mask, key) ? mask[key] : undefined;
}
