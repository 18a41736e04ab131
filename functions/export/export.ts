import type { S3Client } from "@aws-sdk/client-s3";
import type { ExportedTable } from "../../contracts/exported-tables-of.ts";
import type { SqlApi } from "../shared/snowflake-sql-api/sql-api.ts";
import { SqlApiError, type SqlApiFailure } from "../shared/snowflake-sql-api/sql-api-error.ts";
import type { ExportEnvironment } from "./environment.ts";
import { ExportError, type ExportErrorCode, type Where } from "./export-error.ts";

/** What the steps use. Tests and the demo pass their own. */
export interface Export
  extends Pick<ExportEnvironment, "stack" | "bucket" | "account" | "database" | "snowflake" | "partBytes"> {
  readonly s3: S3Client;
  readonly tables: { readonly [table: string]: ExportedTable };
  /** Reads the key, once. @throws ExportError */
  readonly login: () => Promise<SqlApi>;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** @throws ExportError if no contract lists it: names in SQL come from contracts, never from an event */
export function listedTable({ tables }: Pick<Export, "tables">, table: string): ExportedTable {
  const contract = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (contract === undefined) throw new ExportError("EXPORT_EVENT_UNKNOWN");
  return contract;
}

const CODES: Readonly<Record<Exclude<SqlApiFailure, "statement">, ExportErrorCode>> = {
  unreachable: "SNOWFLAKE_UNREACHABLE",
  login: "SNOWFLAKE_LOGIN_REFUSED",
  answer: "UNLOAD_UNREADABLE",
};

/** A failure of Snowflake as one of ours. @param refused what it is if the statement failed */
export function fromSnowflake(error: unknown, refused: "UNLOAD_REFUSED" | "UNLOAD_FAILED", where: Where): ExportError {
  if (!(error instanceof SqlApiError)) return ExportError.from(error, "EXPORT_FAILED", where);
  const code = error.failure === "statement" ? refused : CODES[error.failure];
  const query = error.handle === undefined ? {} : { query: error.handle };
  return new ExportError(code, { cause: error, where: { ...where, ...query, snowflake: error.code } });
}
