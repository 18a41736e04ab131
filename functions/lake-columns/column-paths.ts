import { parquetMetadata, type SchemaElement } from "hyparquet";
import { type Lake, type LakeFile, readBytes } from "./lake.ts";
import { FileError } from "./lake-errors.ts";

/** The names from the outermost group down to a column. A column of a table has one. */
export type ColumnPath = readonly string[];

/** The length of the footer in four bytes, then these four characters. https://parquet.apache.org/docs/file-format/ */
const END_LENGTH = 8;
const MAGIC = "PAR1";
/** Bytes. A footer describes columns and row groups; one of 256 MB with 100 columns takes less than 1 MB. */
const MAX_FOOTER = 64 * 1024 * 1024;

/**
 * The columns of a Parquet file, by its footer: two ranges are read, and no row.
 * @throws FileError if they can't be known
 */
export async function columnPaths(lake: Lake, { key, size }: LakeFile): Promise<readonly ColumnPath[]> {
  if (size < MAGIC.length + END_LENGTH) throw new FileError("NOT_PARQUET");
  const end = await read(lake, key, size - END_LENGTH, size - 1);
  if (end.length !== END_LENGTH || text(end.subarray(4)) !== MAGIC) throw new FileError("NOT_PARQUET");
  const length = new DataView(end.buffer, end.byteOffset).getUint32(0, true);
  if (length === 0 || length > Math.min(MAX_FOOTER, size - END_LENGTH - MAGIC.length))
    throw new FileError("FOOTER_BROKEN");
  const footer = await read(lake, key, size - END_LENGTH - length, size - END_LENGTH - 1);
  return pathsIn(Buffer.concat([footer, end]));
}

async function read(lake: Lake, key: string, from: number, to: number): Promise<Uint8Array> {
  try {
    return await readBytes(lake, key, from, to);
  } catch (cause) {
    throw new FileError("LAKE_READ_FAILED", { cause });
  }
}

function pathsIn(footer: Uint8Array): readonly ColumnPath[] {
  try {
    return pathsOf(parquetMetadata(footer, { geoparquet: false }).schema);
  } catch (cause) {
    throw cause instanceof FileError ? cause : new FileError("FOOTER_BROKEN", { cause });
  }
}

/** The schema is a tree, written depth first; its root has no meaning of its own. */
function pathsOf([root, ...elements]: readonly SchemaElement[]): readonly ColumnPath[] {
  const paths: ColumnPath[] = [];
  let next = 0;
  const readGroup = (children: number, above: ColumnPath): void => {
    for (let child = 0; child < children; child++) {
      const { name, num_children: parts = 0 } = elements[next++] ?? {};
      if (typeof name !== "string" || parts < 0) throw new FileError("FOOTER_BROKEN");
      if (parts > 0) readGroup(parts, [...above, name]);
      else paths.push([...above, name]);
    }
  };
  readGroup(root?.num_children ?? 0, []);
  // Otherwise there may be a column that nobody has seen.
  if (paths.length === 0 || next !== elements.length) throw new FileError("FOOTER_BROKEN");
  return paths;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
