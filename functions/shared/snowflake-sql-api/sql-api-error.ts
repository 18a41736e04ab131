/**
 * `unreachable`: no answer, or that it is busy, in all tries. `login`: the token was refused. `statement`: Snowflake ended the statement with an
 * error. `answer`: an answer that is not documented.
 */
export type SqlApiFailure = "unreachable" | "login" | "statement" | "answer";

/** Snowflake did not do what was asked. The message has numbers only: Snowflake's own may quote values of the data. */
export class SqlApiError extends Error {
  readonly failure: SqlApiFailure;
  /** Snowflake's number of the error, such as `002003`, or the status of the answer. */
  readonly code: string;
  /** Of the statement, if Snowflake took it. */
  readonly handle: string | undefined;

  constructor(
    failure: SqlApiFailure,
    code: string,
    { handle, ...options }: ErrorOptions & { readonly handle?: string } = {},
  ) {
    super(`${failure} ${code}`, options);
    this.name = "SqlApiError";
    this.failure = failure;
    this.code = code;
    this.handle = handle;
  }
}
