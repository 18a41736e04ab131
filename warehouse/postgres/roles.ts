/** Owns the tables and loads them. In RDS it logs in with a token of IAM. */
export const SYNC_USER = "clearwell_sync";

/** Reads the tables, without the columns that are personal. */
export const READER = "clearwell_reader";

/** Reads all columns. */
export const PERSONAL_READER = "clearwell_reader_personal";
