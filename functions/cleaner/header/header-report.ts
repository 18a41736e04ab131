import { isPrintable, mayHaveRows } from "../column-name.ts";
import { type FailurePointer, failurePointer } from "../failure.ts";
import type { Cleaner } from "../handle-event.ts";
import { openRaw } from "../raw-object.ts";
import { route } from "../route.ts";
import { checkHeader, type HeaderCheck } from "./check-header.ts";

/** Asks what the function would say of the header of an object: nobody else may read RAW. It answers, and writes nothing. */
export interface HeaderQuestion {
  readonly clearwell: "check-header";
  readonly bucket: string;
  readonly key: string;
}

/** What an operator may learn of a header: codes, names that may be printed, and counts. */
export interface HeaderReport {
  /** Why the object would fail under the masks that are deployed. */
  readonly refusal: Omit<FailurePointer, "bucket" | "key" | "etag"> | null;
  /** Names that may be printed, the first ones in the header's order. Empty if it may not be a header but a row. */
  readonly names: readonly string[];
  /** How many columns it has besides. */
  readonly unnamed: number;
  /** Whether no row follows it. */
  readonly headerOnly: boolean;
}

/** Most names in an answer. Of a flattened map even names that may be printed are many, and say what its keys are. */
export const MAX_NAMES = 1000;

export function isHeaderQuestion(event: unknown): event is HeaderQuestion {
  const { clearwell, bucket, key } = (event ?? {}) as Partial<Record<keyof HeaderQuestion, unknown>>;
  return clearwell === "check-header" && typeof bucket === "string" && typeof key === "string";
}

/** @returns undefined for an object that the function would skip. It never fails: a failed invocation would count as a lost object. */
export async function reportHeader(
  { bucket, key }: HeaderQuestion,
  { environment, masks, buckets }: Pick<Cleaner, "environment" | "masks" | "buckets">,
): Promise<HeaderReport | undefined> {
  const { nullMarker, passOp, csvDelimiter } = environment;
  const object = { bucket, key, etag: undefined };
  const found = route(object, environment, masks);
  if (found.skip !== undefined) return undefined;
  try {
    const { body } = await openRaw(buckets.raw, object);
    return toReport(await checkHeader(body, { mask: found.mask, nullMarker, passOp }, csvDelimiter));
  } catch (error) {
    return { refusal: failurePointer(undefined, error), names: [], unnamed: 0, headerOnly: false };
  }
}

function toReport({ header = [], headerOnly, refusal }: HeaderCheck): HeaderReport {
  const names = headerOnly || mayHaveRows(header) ? [] : header.filter(isPrintable).slice(0, MAX_NAMES);
  return {
    refusal: refusal === undefined ? null : failurePointer(undefined, refusal),
    names,
    unnamed: header.length - names.length,
    headerOnly,
  };
}
