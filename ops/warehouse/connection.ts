/** A session in Snowflake, logged in as the owner role of an environment. */
export interface Warehouse {
  /**
   * Runs one statement.
   * @param binds values for its `?`; they are not logged
   * @returns rows, by the names of columns as Snowflake writes them: in upper case, of SHOW in lower case
   * @throws SnowflakeError
   */
  query(sql: string, binds?: readonly string[]): Promise<readonly Row[]>;
  end(): Promise<void>;
}

export type Row = Record<string, unknown>;

/** A value of a row that is text; empty if it is NULL. */
export function textIn(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Snowflake refused a statement. Its message has no value from the data. */
export class SnowflakeError extends Error {
  /** Snowflake's number: `002003`. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SnowflakeError";
    this.code = code;
  }

  /** The object does not exist, or the role has no right on it: Snowflake does not say which. */
  get isMissing(): boolean {
    return ["002003", "002043"].includes(this.code);
  }
}

/** Errors about values have these numbers, and their messages quote the values: `Numeric value 'x' is not recognized`. */
const ABOUT_VALUES = /^1\d{5}$/;

/** An error of the driver without what it may quote. @param error has Snowflake's number as `code` */
export function snowflakeError(error: unknown): SnowflakeError {
  const { code = "unknown", message = "" } = error as { code?: string | number; message?: string };
  const number = String(code).padStart(6, "0");
  const said = ABOUT_VALUES.test(number) ? "a value in the data can't be read (not shown)" : oneLine(message);
  return new SnowflakeError(number, said, { cause: error });
}

/** The first line often says only `SQL compilation error:`. */
function oneLine(message: string): string {
  return message
    .split("\n")
    .slice(0, 2)
    .map((line) => line.trim())
    .join(" ");
}
