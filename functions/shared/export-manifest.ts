/**
 * A batch of a table that was exported from Snowflake. It is written last and only once, so it is what commits the batch: a part that no
 * manifest names is never read.
 */
export interface ExportManifest {
  readonly database: string;
  readonly table: string;
  /** The time at which the export was triggered, UTC, to the minute: `20260727T0130`. */
  readonly batch: string;
  readonly kind: "full" | "changes";
  /** Snowflake's id of the query that wrote the parts; their names have it. */
  readonly queryId: string;
  /** The header of each part, in order. */
  readonly columns: readonly string[];
  /** Only of changes: the exclusive lower bound of `updatedAt`, UTC, ISO 8601 with 9 decimals. The overlap is already taken off. */
  readonly from?: string;
  /** The bound that was taken before the query, in the same form: where the next changes begin. */
  readonly to: string;
  readonly rows: number;
  readonly parts: { readonly key: string; readonly count: number; readonly bytes: number };
}

/** A line of the parts file, JSON. */
export interface ExportPart {
  /** Key of the manifest that names the part. */
  readonly manifest: string;
  readonly key: string;
  readonly etag: string;
  readonly bytes: number;
  readonly rows: number;
}

type Batch = Pick<ExportManifest, "database" | "table" | "batch">;

/** `manifests/market/orders/`: the folder of a table's manifests. */
export function manifestFolder({ database, table }: Pick<Batch, "database" | "table">): string {
  return `manifests/${database}/${table}/`;
}

/** `manifests/market/orders/20260727T0130.json` */
export function manifestKey(batch: Batch): string {
  return `${manifestFolder(batch)}${batch.batch}.json`;
}

/** The parts of a query, one JSON a line: `manifests/market/orders/20260727T0130.01b2….parts.jsonl`. */
export function partsKey({ queryId, ...batch }: Batch & Pick<ExportManifest, "queryId">): string {
  return `${manifestFolder(batch)}${batch.batch}.${queryId}.parts.jsonl`;
}

/** @returns the batch of a manifest's key; undefined if the key is not that of a manifest */
export function readManifestKey(key: string): Batch | undefined {
  const [, database, table, batch] = /^manifests\/([^/]+)\/([^/]+)\/(\d{8}T\d{4})\.json$/.exec(key) ?? [];
  return database === undefined || table === undefined || batch === undefined ? undefined : { database, table, batch };
}

/** Where the parts of an export that was triggered at that time are, under `data/batch/`. */
export function batchPrefix(table: string, time: Date): string {
  const [date = "", clock = ""] = time.toISOString().split("T");
  const [year, month, day] = date.split("-");
  return `data/batch/${table}/year=${year}/month=${month}/day=${day}/hhmm=${clock.slice(0, 5).replace(":", "")}/`;
}

/** `20260727T0130` */
export function batchOf(time: Date): string {
  return time.toISOString().slice(0, 16).replace(/[-:]/g, "");
}

/** The minute of a batch. @throws RangeError if the text is not a batch */
export function timeOfBatch(batch: string): Date {
  const iso = batch.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})$/, "$1-$2-$3T$4:$5:00Z");
  const time = new Date(iso);
  if (Number.isNaN(time.getTime()) || batchOf(time) !== batch) throw new RangeError(`${batch} is not a batch.`);
  return time;
}
