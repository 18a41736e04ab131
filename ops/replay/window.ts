import { UserError } from "../../command/user-error.ts";

/** The user's limits of the time at which objects arrived in RAW. */
export interface Window {
  readonly since?: Date;
  /** Not included. */
  readonly until?: Date;
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?$/;

/** @throws UserError if a text is not a time, or if the window is empty */
export function readWindow(options: { readonly since?: string; readonly until?: string }): Window {
  const since = readTime("--since", options.since);
  const until = readTime("--until", options.until);
  if (since && until && since >= until) throw new UserError("--since must be before --until.");
  return { ...(since && { since }), ...(until && { until }) };
}

export function isWithin({ since, until }: Window, time: Date): boolean {
  return (!since || time >= since) && (!until || time < until);
}

/** In UTC, whatever the machine's time zone, like the times of S3, of DMS and in the runbook. */
function readTime(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const time = new Date(text.includes("T") ? `${text.replace(/Z$/, "")}Z` : text);
  const day = TIME.exec(text)?.[1];
  // Date reads February 30th as March 2nd.
  if (day !== undefined && !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day)) return time;
  throw new UserError(`${name} must be a time in UTC, as 2026-02-22 or 2026-02-22T10:15.`);
}
