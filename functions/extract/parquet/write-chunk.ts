import { ByteWriter, type ParquetWriter, type Writer } from "hyparquet-writer";
import { writePageHeader } from "hyparquet-writer/src/datapage.js";
import { writeRleBitPackedHybrid } from "hyparquet-writer/src/encoding.js";
import { snappyCompress } from "hyparquet-writer/src/snappy.js";

/** Compresses little and costs little; a raw file is read once. */
const CODEC = "SNAPPY";

/** What the footer says of a column in a row group. */
type ColumnChunk = ParquetWriter["row_groups"][number]["columns"][number];

/** Values of a column that are encoded already. */
export interface PlainColumn {
  readonly type: "BYTE_ARRAY" | "INT64";
  readonly rows: number;
  /** Those that are not null. */
  readonly plain: Uint8Array;
  /** Of each row 1, or 0 for null. Only of columns with such rows. */
  readonly levels?: readonly number[];
}

/**
 * Writes a column of a row group as one page. The library would take an array of values, and make, sort and copy each.
 * https://parquet.apache.org/docs/file-format/data-pages/
 * @param isOptional whether the schema has it so
 */
export function writeChunk(writer: Writer, name: string, column: PlainColumn, isOptional: boolean): ColumnChunk {
  const { type, rows, plain, levels = [] } = column;
  const offset = writer.offset;
  const definition = new ByteWriter();
  if (isOptional) writeRleBitPackedHybrid(definition, [...levels], 1);
  const data = snappyCompress(plain);
  writePageHeader(writer, {
    type: "DATA_PAGE_V2",
    uncompressed_page_size: definition.offset + plain.length,
    compressed_page_size: definition.offset + data.length,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: isOptional ? rows - levels.reduce((sum, level) => sum + level, 0) : 0,
      num_rows: rows,
      encoding: "PLAIN",
      definition_levels_byte_length: definition.offset,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  const header = writer.offset - offset;
  writer.appendBytes(definition.getBytes());
  writer.appendBytes(data);
  return {
    file_offset: BigInt(offset),
    meta_data: {
      type,
      encodings: ["PLAIN"],
      path_in_schema: [name],
      codec: CODEC,
      num_values: BigInt(rows),
      total_uncompressed_size: BigInt(header + definition.offset + plain.length),
      total_compressed_size: BigInt(writer.offset - offset),
      data_page_offset: BigInt(offset),
    },
  };
}
