import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { fileWriter, ParquetWriter } from "hyparquet-writer";
import type { MongoField } from "../../../contracts/mongodb-fields.ts";
import { RAW_COLUMNS, type RawOperation } from "../../shared/batch-manifest.ts";
import { Int64Column } from "./int64-column.ts";
import { TextColumn } from "./text-column.ts";
import { writeChunk } from "./write-chunk.ts";

/** A row group is closed at so many bytes of text, whatever the number of its rows: this bounds the memory. */
const GROUP_TEXT = 16 * 1024 * 1024;
const GROUP_ROWS = 100_000;

export interface FinishedFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A raw Parquet file that is being written, on the disk of this machine. */
export class RawFile {
  readonly path: string;
  /** By field. What is written here before a row is added belongs to it. */
  readonly texts: readonly TextColumn[];
  readonly #writer: ParquetWriter;
  readonly #names: readonly string[];
  readonly #keys = new TextColumn();
  readonly #operations = new TextColumn();
  readonly #times = new Int64Column();
  readonly #ordinals = new Int64Column();
  #rows = 0;
  /** Of closed row groups, and of the open one. */
  #closedText = 0;
  #groupText = 0;

  constructor(path: string, fields: readonly Pick<MongoField, "name">[]) {
    this.path = path;
    this.#names = [...RAW_COLUMNS, ...fields.map(({ name }) => name)];
    this.texts = fields.map(() => new TextColumn());
    this.#writer = new ParquetWriter({
      writer: fileWriter(path),
      schema: schemaOf(this.#names),
      statistics: false,
      createdBy: "clearwell",
    });
  }

  get rows(): number {
    return this.#rows;
  }

  /** Bytes of text in all rows. */
  get text(): number {
    return this.#closedText + this.#groupText;
  }

  /** Adds a row with the texts that have been written since the last one; a field without one is null. */
  add(key: string, operation: RawOperation, time: Date): void {
    addText(this.#keys, key);
    addText(this.#operations, operation);
    this.#times.add(time.getTime());
    this.#ordinals.add(this.#rows++);
    const { rows } = this.#keys;
    let text = this.#keys.at;
    for (const column of this.texts) {
      if (column.rows < rows) column.addNull();
      text += column.at;
    }
    this.#groupText = text;
    if (text >= GROUP_TEXT || rows >= GROUP_ROWS) this.#closeGroup();
  }

  async finish(): Promise<FinishedFile> {
    this.#closeGroup();
    await this.#writer.finish();
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(this.path)) hash.update(chunk as Buffer);
    return { bytes: (await stat(this.path)).size, sha256: hash.digest("hex") };
  }

  #closeGroup(): void {
    const rows = BigInt(this.#keys.rows);
    if (rows === 0n) return;
    const file = this.#writer;
    const columns = [this.#keys, this.#operations, this.#times, this.#ordinals, ...this.texts];
    const chunks = columns.map((column, at) =>
      writeChunk(file.writer, this.#names[at] ?? "", column, at >= RAW_COLUMNS.length),
    );
    const sum = (of: "total_uncompressed_size" | "total_compressed_size") =>
      chunks.reduce((total, { meta_data: data }) => total + (data?.[of] ?? 0n), 0n);
    file.row_groups.push({
      columns: chunks,
      num_rows: rows,
      total_byte_size: sum("total_uncompressed_size"),
      total_compressed_size: sum("total_compressed_size"),
    });
    file.num_rows += rows;
    // The writer of a file writes at once, and returns no promise.
    void file.writer.flush?.();
    for (const column of columns) column.clear();
    this.#closedText += this.#groupText;
    this.#groupText = 0;
  }
}

function addText(column: TextColumn, text: string): void {
  column.begin();
  column.text(text);
  column.end();
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
