import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { MongoCollection } from "../../contracts/mongodb-fields.ts";
import {
  type BatchManifest,
  batchName,
  manifestKey,
  type RawOperation,
  rawFolder,
  type SnapshotRange,
} from "../shared/batch-manifest.ts";
import { findId } from "./bson/find-id.ts";
import { ProfileNode } from "./bson/profile-node.ts";
import { DocumentReader } from "./bson/read-document.ts";

import { ValueWriter } from "./bson/value-text.ts";
import { keyOf } from "./key-of.ts";
import { createText, type Lake, putFile } from "./lake.ts";
import { RawFile } from "./parquet/raw-file.ts";
import { TextColumn } from "./parquet/text-column.ts";
import type { ResumePoint } from "./position.ts";
import { ProjectedNames } from "./projected-names.ts";

/** What a run knows of the collection that it extracts. */
export interface Extracted {
  readonly lake: Lake;
  readonly database: string;
  readonly name: string;
  readonly contract: MongoCollection;
  /** Folder on this machine for the file that is being written. */
  readonly folder: string;
}

/** What a manifest says of where a batch is. */
export interface BatchEnd extends ResumePoint {
  readonly clusterTime: string;
  readonly range?: SnapshotRange;
  readonly complete?: boolean;
  readonly postImagesMissing: number;
}

/** A batch that is being read: its raw file and its profile. It exists for others only when it is committed. */
export class Batch {
  readonly name: string;
  readonly file: RawFile;
  readonly #extracted: Extracted;
  readonly #kind: BatchManifest["kind"];
  readonly #reader: DocumentReader;
  readonly #keys = new ProfileNode("_id", { name: "_id", kind: "scalar" });
  /** Only profiles the key: its text is another. */
  readonly #keyText = new TextColumn();
  readonly #keyValues = new ValueWriter();
  readonly #names = new ProjectedNames();

  constructor(extracted: Extracted, number: number, kind: BatchManifest["kind"]) {
    this.name = batchName(number);
    this.#extracted = extracted;
    this.#kind = kind;
    this.file = new RawFile(
      join(extracted.folder, `${extracted.name}-${this.name}.parquet`),
      extracted.contract.fields,
    );
    this.#reader = new DocumentReader(extracted.contract, this.file.texts, (name, bytes, at) =>
      this.#names.see(name, bytes, at, this.#reader),
    );
  }

  /**
   * Adds a projected document.
   * @returns its key
   * @throws ExtractError KEY_NOT_LISTED
   */
  add(operation: Exclude<RawOperation, "d">, time: Date, bytes: Buffer): string {
    const key = keyOf(bytes, this.#extracted.contract);
    const { type, at } = findId(bytes) as NonNullable<ReturnType<typeof findId>>;
    this.#reader.read(bytes);
    this.#keyText.begin();
    this.#keyValues.write(this.#keyText, bytes, type, at, this.#keys, this.#reader.documents);
    this.#keyText.abandon();
    this.#keys.seeBytes(Buffer.byteLength(key));
    this.file.add(key, operation, time);
    return key;
  }

  addDeleted(time: Date, key: string): void {
    this.file.add(key, "d", time);
  }

  /** Writes the raw file, then the manifest, which commits it. */
  async commit(end: BatchEnd): Promise<BatchManifest> {
    const { lake, database, name } = this.#extracted;
    const finished = await this.file.finish();
    const key = `${rawFolder(database, name)}${this.name}-${this.#kind}-${finished.sha256.slice(0, 8)}.parquet`;
    const manifest: BatchManifest = {
      batch: this.name,
      kind: this.#kind,
      database,
      collection: name,
      ...(end.range === undefined ? {} : { range: end.range }),
      ...(end.complete === undefined ? {} : { complete: end.complete }),
      parquet: { key, ...finished },
      rows: this.file.rows,
      token: end.token,
      tokenTime: end.tokenTime,
      clusterTime: end.clusterTime,
      profile: {
        documents: this.#reader.documents,
        paths: { ...Object.fromEntries(this.#keys.profiles()), ...this.#reader.profile() },
      },
      unlisted: this.#names.unlisted,
      postImagesMissing: end.postImagesMissing,
    };
    await putFile(lake, key, this.file.path, finished);
    await createText(lake, manifestKey(manifest), JSON.stringify(manifest));
    await this.discard();
    return manifest;
  }

  async discard(): Promise<void> {
    await rm(this.file.path, { force: true });
  }
}
