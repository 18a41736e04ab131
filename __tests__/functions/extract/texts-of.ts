import type { MongoCollection } from "../../../contracts/mongodb-fields.ts";
import { DocumentReader } from "../../../functions/extract/bson/read-document.ts";
import { TextColumn } from "../../../functions/extract/parquet/text-column.ts";

/** A reader whose texts are strings: null if the document does not have the field. */
export function textReader(collection: Pick<MongoCollection, "fields">) {
  const columns = collection.fields.map(() => new TextColumn());
  const reader = new DocumentReader(collection, columns);
  const read = (bytes: Buffer): (string | null)[] => {
    for (const column of columns) column.clear();
    reader.read(bytes);
    // A length is before each text.
    return columns.map(({ rows, plain }) => (rows === 0 ? null : Buffer.from(plain.subarray(4)).toString()));
  };
  return { read, profile: () => reader.profile() };
}

/** Writes a row of texts into a raw file, of which one is null if the row does not have it. */
export function writeTexts(columns: readonly TextColumn[], texts: readonly (string | null)[]): void {
  for (const [at, text] of texts.entries()) {
    if (text === null) continue;
    columns[at]?.begin();
    columns[at]?.text(text);
    columns[at]?.end();
  }
}
