import { gunzipSync } from "node:zlib";
import { type Change, rawFiles } from "../../local/dms/raw-files.ts";
import type { Collection } from "./read-documents.ts";

/** Small enough to read byte by byte many times. */
const DOCUMENTS_IN_FILE = 12;
const START = new Date("2026-02-22T10:15:00Z");
const OPS = ["I", "U", "D"] as const;

/** The CSV that DMS would write: a full load and a file of changes for each dozen documents. */
export function documentFiles({ name, documents }: Collection): Buffer[] {
  return dozens(documents).flatMap((fullLoad) => {
    const changes = fullLoad.map((document, index): Change => ({ op: OPS[index % 3] ?? "I", at: START, document }));
    const files = rawFiles({ folder: name, start: START, fullLoad, changes, opInFullLoad: false, nullMarker: "NULL" });
    return [...files].map(({ body }) => gunzipSync(body));
  });
}

function dozens<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / DOCUMENTS_IN_FILE) }, (_, index) =>
    items.slice(index * DOCUMENTS_IN_FILE, (index + 1) * DOCUMENTS_IN_FILE),
  );
}
