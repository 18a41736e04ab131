import { keyPaths } from "../../contracts/key.ts";
import type { Mask } from "../../contracts/mask.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { isPrintable } from "../../functions/cleaner/column-name.ts";
import { type HeaderReport, MAX_NAMES } from "../../functions/cleaner/header/header-report.ts";
import { planLayout } from "../../functions/cleaner/layout.ts";
import type { Projection } from "../../functions/cleaner/projection.ts";
import { columnsOf } from "../preview/columns.ts";
import { meantColumns } from "../preview/meant-columns.ts";

/** What the working tree's masks would make of the header of an object in RAW. */
export interface HeaderStatus {
  readonly key: string;
  /** Why the object would fail. */
  readonly refusal: Refusal | null;
  /** How many columns it has. */
  readonly columns: number;
  /** Names of columns, as far as they may be printed. */
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
  /** Listed fields that it lacks; without those that may be among the columns of which the name is not known. */
  readonly absent: readonly string[];
  /** By listed field that it lacks, the dropped column that was probably meant. */
  readonly meant: Readonly<Record<string, string>>;
  /** Whether no row follows it: it may be a row itself. */
  readonly headerOnly: boolean;
}

export interface Refusal {
  readonly code: string;
  /** Of the column, its place: `#3`. */
  readonly column: string | null;
  /** The kind of error that caused it, if reading failed: `AccessDenied 403`. */
  readonly cause: string | null;
  /** What it means and what to do about it. */
  readonly explanation: string;
}

/**
 * The deployed cleaner has read the file, so its findings are right, except about the key: the key depends on the mask, and the
 * working tree may have another one.
 */
export function judgeHeader(key: string, report: HeaderReport, projection: Projection): HeaderStatus {
  const { names, unnamed, headerOnly } = report;
  const { mask, passOp } = projection;
  const isKnown = (name: string) => unnamed === 0 || (isPrintable(name) && names.length < MAX_NAMES);
  const found = columnsOf(names, mask, passOp);
  const dropped = found.columns.filter(({ rule }) => rule === "drop").map(({ name }) => name);
  // Where no name is known, nothing is known to be absent.
  const absent = names.length === 0 ? [] : found.absent.filter(isKnown);
  const isDecided = names.length > 0 && namesOfKey(mask).every(isKnown);
  return {
    key,
    refusal: isDecided ? refusalOf(names, projection) : deployedRefusal(report),
    columns: names.length + unnamed,
    kept: found.columns.filter(({ rule }) => rule !== "drop").map(({ name }) => name),
    dropped,
    absent,
    meant: Object.fromEntries(meantColumns(absent, dropped)),
    headerOnly,
  };
}

function namesOfKey(mask: Mask): string[] {
  return keyPaths(mask).flatMap((path) => path.map((_, index) => path.slice(0, index + 1).join(".")));
}

function refusalOf(names: readonly string[], projection: Projection): Refusal | null {
  try {
    planLayout(names, 1, projection);
    return null;
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    // Its place is one among the names that are known.
    return { code: error.code, column: null, cause: null, explanation: withoutPlace(error.message) };
  }
}

function deployedRefusal({ refusal }: HeaderReport): Refusal | null {
  if (refusal === null) return null;
  const { code, column = null, cause = null, explanation } = refusal;
  return { code, column, cause, explanation: withoutPlace(explanation) };
}

/** Removes the code and the place, which are shown separately. */
function withoutPlace(message: string): string {
  return message.replace(/^[A-Z_]+: (line \d+(, column [^:]+)?: |column [^:]+: )?/, "");
}

/** `HEADER_DUPLICATE, column #3`, `READ_FAILED (AccessDenied 403)`. */
export function whatFailed({ code, column, cause }: Refusal): string {
  return code + (column === null ? "" : `, column ${column}`) + (cause === null ? "" : ` (${cause})`);
}
