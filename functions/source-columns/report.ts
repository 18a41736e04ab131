import type { Finding } from "./finding.ts";

/** What the function answers. */
export interface SourceReport {
  readonly databases: { readonly [database: string]: DatabaseReport };
}

export interface DatabaseReport {
  readonly findings: readonly Finding[];
  /** Columns of listed tables that are not listed, `clients.card`. Null if they could not be read. */
  readonly unlisted: readonly string[] | null;
}

/** What an error, or an older function, answers is none. */
export function isSourceReport(answer: unknown): answer is SourceReport {
  return typeof answer === "object" && answer !== null && "databases" in answer;
}
