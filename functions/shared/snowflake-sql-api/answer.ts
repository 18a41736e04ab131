import { SqlApiError } from "./sql-api-error.ts";

/** What Snowflake answers about a statement. */
export type StatementState =
  | { readonly state: "running"; readonly handle: string }
  | { readonly state: "done"; readonly handle: string; readonly rows: readonly Row[]; readonly partitions: number };

/** A row by the names of its columns, in lower case. All values are texts. */
export type Row = Readonly<Record<string, string | null>>;

interface Body {
  readonly statementHandle?: string;
  readonly code?: string;
  readonly data?: readonly (readonly (string | null)[])[];
  readonly resultSetMetaData?: {
    readonly rowType?: readonly { readonly name: string }[];
    readonly partitionInfo?: readonly unknown[];
  };
}

/**
 * Reads the answer to a statement that was submitted, or asked for.
 * https://docs.snowflake.com/en/developer-guide/sql-api/handling-responses
 * @throws SqlApiError
 */
export function readAnswer(status: number, text: string): StatementState {
  const body = parse(status, text);
  const { statementHandle: handle } = body;
  const known = handle === undefined ? {} : { handle };
  if (status === 401 || status === 403) throw new SqlApiError("login", body.code ?? String(status));
  if (status === 422 || status === 408) throw new SqlApiError("statement", body.code ?? String(status), known);
  if (handle === undefined || (status !== 200 && status !== 202))
    throw new SqlApiError("answer", String(status), known);
  if (status === 202) return { state: "running", handle };
  const names = columnsOf(body);
  return {
    state: "done",
    handle,
    rows: rowsOf(body, names),
    partitions: body.resultSetMetaData?.partitionInfo?.length ?? 1,
  };
}

/** Reads another partition of a result: it has rows only. @param columns of the first one */
export function readPartition(status: number, text: string, columns: readonly string[]): readonly Row[] {
  if (status !== 200) throw new SqlApiError("answer", String(status));
  return rowsOf(parse(status, text), columns);
}

function columnsOf({ resultSetMetaData }: Body): string[] {
  return resultSetMetaData?.rowType?.map(({ name }) => name.toLowerCase()) ?? [];
}

function rowsOf({ data = [] }: Body, columns: readonly string[]): Row[] {
  return data.map((values) => Object.fromEntries(columns.map((name, at) => [name, values[at] ?? null])));
}

function parse(status: number, text: string): Body {
  try {
    const body: unknown = text === "" ? {} : JSON.parse(text);
    if (typeof body === "object" && body !== null) return body;
  } catch {
    // A proxy answers HTML. Its text is not shown.
  }
  if (status === 401 || status === 403) return {};
  throw new SqlApiError("answer", String(status));
}
