import type { HeaderStatus } from "../headers/header-status.ts";
import type { NewestObject } from "./newest-object.ts";

/** The status of a listed collection, from MongoDB to CLEAN. Null if something does not exist or could not be read. */
export interface CollectionStatus {
  readonly collection: string;
  readonly table: TableStatus | null;
  /** Newest object. */
  readonly raw: NewestObject | null;
  readonly clean: NewestObject | null;
  /** Of the deployed cleaner. */
  readonly mask: "as listed" | "another" | null;
  /** Of the newest object in RAW. */
  readonly header: HeaderStatus | null;
  /** Files with a header and no row, since RAW has its oldest object. DMS writes none: a row may have been read as the header. */
  readonly headerOnly: number | null;
}

/** DMS's status of a collection. Rows and changes are counted since the last start or reload. */
export interface TableStatus {
  /** DMS's own words, such as `Table completed`. */
  readonly state: string;
  readonly fullLoadRows: number;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  /** When its last full load ended. */
  readonly loadedAt: Date | null;
}
