import { MongoServerError, MongoServerSelectionError } from "mongodb";
import { ExtractError, type ExtractErrorCode } from "./extract-error.ts";

/** https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
const CODES: Readonly<Record<number, ExtractErrorCode>> = {
  13: "NOT_AUTHORIZED",
  18: "LOGIN_REFUSED",
  8000: "LOGIN_REFUSED",
  136: "OPLOG_LOST",
  260: "OPLOG_LOST",
  280: "OPLOG_LOST",
  286: "OPLOG_LOST",
  10334: "EVENT_TOO_LARGE",
  40573: "NOT_A_REPLICA_SET",
  166: "NOT_A_COLLECTION",
};

/** The error of the driver as one of ours. What the server says may quote the data, so it is the cause only. */
export function asExtractError(error: unknown): ExtractError {
  if (error instanceof ExtractError) return error;
  if (error instanceof MongoServerSelectionError) return new ExtractError("SOURCE_UNREACHABLE", { cause: error });
  const code = error instanceof MongoServerError ? CODES[Number(error.code)] : undefined;
  if (code !== undefined) return new ExtractError(code, { cause: error });
  const isNetwork = error instanceof Error && /^Mongo(Network|Parse|Missing|Invalid)/.test(error.name);
  return new ExtractError(isNetwork ? "SOURCE_UNREACHABLE" : "INTERNAL", { cause: error });
}
