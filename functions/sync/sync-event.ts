import type { ExportPart } from "../shared/export-manifest.ts";
import { SyncError } from "./sync-error.ts";

/** What the function is called with, by the state machine; `previous` by an operator. */
export type SyncEvent = PlanEvent | LoadEvent | PublishEvent | FinishEvent | PreviousEvent;

/** Which batches: the newest full one of each table, those of a span of time, or what is not published yet. */
export type SyncMode = "full" | "window" | "auto";

/** Decides which batches are loaded. The input of the state machine, with the step. */
export interface PlanEvent {
  readonly step: "plan";
  /** Default: `auto`. */
  readonly mode?: SyncMode;
  /** Only of a window, and both: ISO 8601, UTC; from the first on, and before the last. */
  readonly from?: string;
  readonly to?: string;
  /** Default: all. */
  readonly tables?: readonly string[];
}

/** Loads a line of the parts file. */
interface LoadEvent {
  readonly step: "load";
  readonly part: ExportPart;
}

/** Publishes a batch whose parts are loaded. */
export interface PublishEvent {
  readonly step: "publish";
  /** Key of its manifest. */
  readonly manifest: string;
  /** When the state machine entered the state, `$$.State.EnteredTime`: from then on `publishMinutes` count, over all tries. */
  readonly since: string;
}

/** After all tables. */
export interface FinishEvent {
  readonly step: "finish";
  /** Each planned table; `failed` is the name of the error that ended its branch. */
  readonly tables: readonly { readonly table: string; readonly failed?: string }[];
  /** As the plan said. */
  readonly held: SyncPlan["held"];
}

/** Goes back to the full batch before. */
export interface PreviousEvent {
  readonly step: "previous";
  readonly table: string;
}

/** What `plan` answers. The tables are independent of each other; the batches of one are in order. */
export interface SyncPlan {
  readonly tables: readonly TablePlan[];
  /** Tables for which nothing can be done now. */
  readonly held: readonly { readonly table: string; readonly why: Held }[];
}

export interface TablePlan {
  readonly table: string;
  readonly batches: readonly PlannedBatch[];
  /** How many more there are, for the next run: an answer of Lambda to Step Functions has at most 256 KB. */
  readonly left: number;
}

/** A batch to load and publish. With `parts.count` 0 there is nothing to load: its parts file is empty. */
interface PlannedBatch {
  /** Key of its manifest. */
  readonly manifest: string;
  readonly kind: "full" | "changes";
  readonly rows: number;
  readonly parts: { readonly key: string; readonly count: number };
}

/**
 * `NO_FULL_BATCH`: there are changes, or nothing, and no full batch to which they could be added. `ROLLED_BACK`: an operator went back to the
 * batch before, so that only a newer full batch is published. The others are errors of a manifest: the log says which.
 */
export type Held = "NO_FULL_BATCH" | "ROLLED_BACK" | "COLUMNS_DIFFER" | "MANIFEST_UNREADABLE";

/** @throws SyncError if it is no such event */
export function parseEvent(event: unknown): SyncEvent {
  if (typeof event !== "object" || event === null) throw new SyncError("EVENT_UNKNOWN");
  const { step } = event as Readonly<Record<string, unknown>>;
  const isKnown = typeof step === "string" && Object.hasOwn(SHAPES, step);
  if (!(isKnown && SHAPES[step as SyncEvent["step"]](event as Fields))) throw new SyncError("EVENT_UNKNOWN");
  return event as SyncEvent;
}

type Fields = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<SyncEvent["step"], (event: Fields) => boolean>> = {
  plan: ({ mode = "auto", from, to, tables = [] }) =>
    (mode === "window" ? isTime(from) && isTime(to) : mode === "auto" || mode === "full") && areTexts(tables),
  load: ({ part }) => isPart(part),
  publish: ({ manifest, since }) => typeof manifest === "string" && isTime(since),
  finish: ({ tables, held }) => areTables(tables) && areTables(held),
  previous: ({ table }) => typeof table === "string",
};

function isTime(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function areTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function isPart(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { manifest, key, etag, rows } = value as Fields;
  return [manifest, key, etag].every((each) => typeof each === "string") && Number.isSafeInteger(rows);
}

function areTables(value: unknown): boolean {
  return Array.isArray(value) && value.every((each: unknown) => typeof (each as Fields | null)?.table === "string");
}
