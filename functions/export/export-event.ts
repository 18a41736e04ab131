import { ExportError } from "./export-error.ts";

/** What the state machine calls the function with. */
export type ExportEvent = StartEvent | PollEvent | FinishEvent;

/** Begins the export of a table. */
export interface StartEvent {
  readonly step: "start";
  readonly table: string;
  /** All rows, even if the table has changes. */
  readonly full: boolean;
  /** When the execution began, ISO 8601: the batch, and the moment that all tables of the execution are read at. */
  readonly time: string;
  /** Name of the execution: with table and batch it makes the request to Snowflake the same when it is tried again. */
  readonly execution: string;
}

/** Asks whether Snowflake has written the parts. */
interface PollEvent {
  readonly step: "poll";
  readonly export: StartedExport;
}

/** Looks at what was written, and commits the batch. */
interface FinishEvent {
  readonly step: "finish";
  readonly export: StartedExport;
}

/** What `start` answers, which the other steps get as it is. */
export interface StartedExport {
  readonly table: string;
  /** `20260727T0130` */
  readonly batch: string;
  readonly kind: "full" | "changes";
  /** As in the manifest. */
  readonly from?: string;
  readonly to: string;
  /** Snowflake's handle of the statement, which is the id of its query. Absent: the batch was committed before. */
  readonly handle?: string;
}

export interface Polled {
  readonly status: "running" | "done";
}

/** What `finish` answers. */
export interface FinishedExport {
  readonly table: string;
  readonly batch: string;
  readonly kind: "full" | "changes";
  readonly rows: number;
  readonly parts: number;
  readonly bytes: number;
  /** The batch was committed before, by another try. */
  readonly already: boolean;
}

/** @throws ExportError if it is no such event */
export function parseEvent(event: unknown): ExportEvent {
  if (typeof event !== "object" || event === null) throw new ExportError("EXPORT_EVENT_UNKNOWN");
  const { step } = event as Fields;
  const isKnown = typeof step === "string" && Object.hasOwn(SHAPES, step);
  if (!(isKnown && SHAPES[step as ExportEvent["step"]](event as Fields))) throw new ExportError("EXPORT_EVENT_UNKNOWN");
  return event as ExportEvent;
}

type Fields = Readonly<Record<string, unknown>>;

const SHAPES: Readonly<Record<ExportEvent["step"], (event: Fields) => boolean>> = {
  start: ({ table, full, time, execution }) =>
    [table, execution].every(isText) && typeof full === "boolean" && isText(time) && !Number.isNaN(Date.parse(time)),
  poll: (event) => isStarted(event.export),
  finish: (event) => isStarted(event.export),
};

function isStarted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { table, batch, kind, from, to, handle } = value as Fields;
  return (
    [table, batch, to].every(isText) &&
    (kind === "full" || (kind === "changes" && isText(from))) &&
    (handle === undefined || isText(handle))
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
