export type Row = Readonly<Record<string, unknown>>;

/** Runs a statement with its values, on an open connection. */
export type Query = (sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
