import { GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { placeName } from "../../warehouse/postgres/names.ts";
import {
  type ExportManifest,
  type ExportPart,
  manifestFolder,
  manifestKey,
  partsKey,
  readManifestKey,
} from "../shared/export-manifest.ts";
import { listedTable, type Sync, type SyncedTable } from "./sync.ts";
import { SyncError } from "./sync-error.ts";

type Lake = Pick<Sync, "s3" | "bucket" | "account">;

/** The batches of a table that are newer than one, in order. @param after default: all */
export async function listBatches(
  { s3, bucket, account }: Lake,
  { place }: SyncedTable,
  after?: string,
): Promise<string[]> {
  const pages = paginateListObjectsV2(
    { client: s3 },
    {
      Bucket: bucket,
      ExpectedBucketOwner: account,
      Prefix: manifestFolder(place),
      ...(after === undefined ? {} : { StartAfter: manifestKey({ ...place, batch: after }) }),
    },
  );
  const batches: string[] = [];
  try {
    for await (const { Contents = [] } of pages)
      for (const { Key = "" } of Contents) {
        const batch = readManifestKey(Key)?.batch;
        if (batch !== undefined) batches.push(batch);
      }
  } catch (cause) {
    throw new SyncError("MANIFEST_UNREADABLE", { cause, where: { table: placeName(place) } });
  }
  return batches.sort();
}

/** A manifest whose table is listed, with the columns of the contract. @throws SyncError */
export async function readManifest(
  sync: Sync,
  key: string,
): Promise<{ readonly manifest: ExportManifest; readonly table: SyncedTable }> {
  const named = readManifestKey(key);
  if (named?.database !== sync.database) throw new SyncError("EVENT_UNKNOWN");
  const table = listedTable(sync, named.table);
  const where = { table: placeName(named), batch: named.batch };
  const manifest = await readText(sync, key)
    .then(JSON.parse)
    .catch((cause: unknown) => {
      throw new SyncError("MANIFEST_UNREADABLE", { cause, where });
    });
  if (!isManifest(manifest) || manifestKey(manifest) !== key || manifest.parts.key !== partsKey(manifest))
    throw new SyncError("MANIFEST_UNREADABLE", { where });
  const { columns, updatedAt } = table.contract;
  const isListed = manifest.columns.every((column) => Object.hasOwn(columns, column));
  if (
    !isListed ||
    new Set(manifest.columns).size !== Object.keys(columns).length ||
    manifest.columns.length !== Object.keys(columns).length
  )
    throw new SyncError("COLUMNS_DIFFER", { where });
  if (manifest.kind === "changes" && updatedAt === undefined) throw new SyncError("COLUMNS_DIFFER", { where });
  return { manifest, table };
}

/** The parts that a manifest names. @throws SyncError if they are not as many, or have not as many rows, as it says */
export async function readParts(lake: Lake, manifest: ExportManifest): Promise<ExportPart[]> {
  const where = { table: placeName(manifest), batch: manifest.batch };
  const text = await readText(lake, manifest.parts.key).catch((cause: unknown) => {
    throw new SyncError("MANIFEST_UNREADABLE", { cause, where });
  });
  const parts = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ExportPart);
  if (parts.length !== manifest.parts.count) throw new SyncError("MANIFEST_UNREADABLE", { where });
  if (sum(parts.map(({ rows }) => rows)) !== manifest.rows) throw new SyncError("ROWS_DIFFER", { where });
  return parts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

async function readText({ s3, bucket, account }: Lake, Key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, ExpectedBucketOwner: account }));
  return (await Body?.transformToString()) ?? "";
}

function isManifest(value: unknown): value is ExportManifest {
  if (typeof value !== "object" || value === null) return false;
  const { database, table, batch, kind, queryId, columns, rows, parts } = value as {
    readonly [Name in keyof ExportManifest]?: unknown;
  };
  return (
    [database, table, batch, queryId].every((each) => typeof each === "string") &&
    (kind === "full" || kind === "changes") &&
    Array.isArray(columns) &&
    Number.isSafeInteger(rows) &&
    typeof parts === "object" &&
    parts !== null &&
    Number.isSafeInteger((parts as { count?: unknown }).count)
  );
}
