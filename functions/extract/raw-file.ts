import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import type { MongoField } from "../../contracts/mongodb-fields.ts";
import { RAW_COLUMNS, type RawOperation } from "../shared/batch-manifest.ts";

/** A row group is closed at so many characters of text, whatever the number of its rows: this bounds the memory. */
const GROUP_TEXT = 16 * 1024 * 1024;
const GROUP_ROWS = 100_000;

/** Compresses little and costs little; a raw file is read once. */
const CODEC = "SNAPPY";

export interface FinishedFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A raw Parquet file that is being written, on the disk of this machine. */
export class RawFile {
  readonly path: string;
  readonly #writer: ParquetWriter;
  readonly #names: readonly string[];
  #columns: unknown[][];
  #groupText = 0;
  #rows = 0;
  #text = 0;

  constructor(path: string, fields: readonly Pick<MongoField, "name">[]) {
    this.path = path;
    this.#names = [...RAW_COLUMNS, ...fields.map(({ name }) => name)];
    this.#columns = this.#names.map(() => []);
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: schemaOf(this.#names),
      codec: CODEC,
      statistics: false,
      createdBy: "clearwell",
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** Characters of text in all rows. */
  get text(): number {
    return this.#text;
  }

  /** @param texts by field; empty for a deletion, which has the key only */
  add(key: string, operation: RawOperation, time: Date, texts: readonly (string | null)[]): void {
    const columns = this.#columns;
    columns[0]?.push(key);
    columns[1]?.push(operation);
    columns[2]?.push(time);
    columns[3]?.push(BigInt(this.#rows++));
    let text = key.length;
    for (let at = RAW_COLUMNS.length; at < columns.length; at++) {
      const value = texts[at - RAW_COLUMNS.length] ?? null;
      columns[at]?.push(value);
      if (value !== null) text += value.length;
    }
    this.#text += text;
    this.#groupText += text;
    if (this.#groupText >= GROUP_TEXT || (columns[0]?.length ?? 0) >= GROUP_ROWS) this.#closeGroup();
  }

  async finish(): Promise<FinishedFile> {
    this.#closeGroup();
    await this.#writer.finish();
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(this.path)) hash.update(chunk as Buffer);
    return { bytes: (await stat(this.path)).size, sha256: hash.digest("hex") };
  }

  #closeGroup(): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    const columnData = this.#names.map((name, at) => ({ name, data: this.#columns[at] ?? [] }));
    // The writer of a file writes at once, and returns no promise.
    void this.#writer.write({ columnData, rowGroupSize: rows });
    this.#columns = this.#names.map(() => []);
    this.#groupText = 0;
  }
}

type Schema = ConstructorParameters<typeof ParquetWriter>[0]["schema"];

function schemaOf(names: readonly string[]): Schema {
  const text = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;
  const time = { type: "INT64", converted_type: "TIMESTAMP_MILLIS" } as const;
  const [key, operation, clusterTime, ordinal, ...fields] = names;
  const column = (name: string | undefined, type: object, repetition: "REQUIRED" | "OPTIONAL") =>
    ({ name: name ?? "", repetition_type: repetition, ...type }) as Schema[number];
  return [
    { name: "root", num_children: names.length },
    column(key, text, "REQUIRED"),
    column(operation, text, "REQUIRED"),
    column(clusterTime, time, "REQUIRED"),
    column(ordinal, { type: "INT64" }, "REQUIRED"),
    ...fields.map((name) => column(name, text, "OPTIONAL")),
  ];
}
