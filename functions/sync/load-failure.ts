import { SyncError, type SyncErrorCode, type Where } from "./sync-error.ts";

/** What an error of S3, of gzip or of COPY says about a part, with the line, and without a word of the server, which quotes values. */
export function loadFailure(cause: unknown, otherwise: SyncErrorCode, where: Where): SyncError {
  if (cause instanceof SyncError) return cause;
  const { code, name, where: context } = cause as { code?: unknown; name?: unknown; where?: unknown };
  const key = String(code ?? name);
  const line = Number(/^COPY .*, line (\d+)/.exec(String(context))?.[1]);
  const found = codeOf(key, line) ?? otherwise;
  return new SyncError(found, { cause, where: Number.isInteger(line) ? { ...where, line } : where });
}

/** SQLSTATE: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function codeOf(key: string, line: number): SyncErrorCode | undefined {
  // bad_copy_file_format: of the header, or of a record that has not as many columns.
  if (key === "22P04") return line === 1 ? "HEADER_DIFFERS" : "VALUE_REFUSED";
  // Another data exception, or a constraint.
  if (/^2[23][0-9A-Z]{3}$/.test(key)) return "VALUE_REFUSED";
  return CODES[key];
}

const CODES: { readonly [key: string]: SyncErrorCode | undefined } = {
  "55P03": "LOAD_BUSY",
  "40P01": "LOAD_BUSY",
  "42703": "TABLES_MISSING",
  PreconditionFailed: "PART_CHANGED",
  NoSuchKey: "PART_MISSING",
  Z_DATA_ERROR: "PART_UNREADABLE",
  Z_BUF_ERROR: "PART_UNREADABLE",
  ECONNRESET: "PART_UNREADABLE",
  ERR_STREAM_PREMATURE_CLOSE: "PART_UNREADABLE",
  TimeoutError: "PART_UNREADABLE",
  AccessDenied: "PART_UNREADABLE",
};
