import type { Example } from "./example.ts";

/** The command that writes what leaves of an example now, for the user to review. */
export function writeExpectation({ database, collection, csv, ndjson }: Example): string {
  const zipped = `${ndjson}.gz`;
  const clean = `npm run -s clean -- --collection ${database}/${collection}`;
  return `${clean} --input ${quote(csv)} --output ${quote(zipped)} && gunzip -f ${quote(zipped)}`;
}

function quote(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
