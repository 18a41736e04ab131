import type { ResumeToken } from "mongodb";

/**
 * The cluster time of a resume token, in which it comes first: one byte for its type, then four for the seconds.
 * https://github.com/mongodb/mongo/blob/master/src/mongo/db/pipeline/resume_token.h
 */
export function tokenTime(token: ResumeToken): Date {
  const data = (token as { readonly _data?: unknown } | undefined)?._data;
  const [, seconds] = typeof data === "string" ? (/^82([\dA-F]{8})/i.exec(data) ?? []) : [];
  if (seconds === undefined) throw new TypeError("The resume token has no time");
  return new Date(Number.parseInt(seconds, 16) * 1000);
}

/** The whole cluster time, as a number that can be compared: seconds, then the order within one. */
export function tokenOrder(token: ResumeToken): bigint {
  const data = (token as { readonly _data?: unknown } | undefined)?._data;
  return typeof data === "string" && /^82[\dA-F]{16}/i.test(data) ? BigInt(`0x${data.slice(2, 18)}`) : 0n;
}
