import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Terminal } from "../../command/terminal.ts";
import { showRow } from "../../ops/preview/show-row.ts";
import type { CleanedObject } from "../cleaner-log.ts";
import type { Sample } from "../demo/data-set.ts";

/** Prints a made-up row of RAW, and its line in CLEAN. A user's own rows are never printed. */
export async function showSample(
  { key, header, firstRow }: Sample,
  cleaned: readonly CleanedObject[],
  cleanFolder: string,
  show: Terminal,
): Promise<void> {
  const cleanKey = cleaned.find(({ rawKey }) => rawKey === key)?.cleanKey;
  if (!cleanKey) return;
  const line = await firstLine(join(cleanFolder, cleanKey));
  const passed = JSON.parse(line) as object;
  const before = header.map((column, index) => ({ column, text: firstRow[index] ?? "", passes: has(passed, column) }));
  showRow(before, line, show);
}

async function firstLine(file: string): Promise<string> {
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) return line;
  throw new Error(`${file} is empty.`);
}

/** Whether the row has the column, under its name or under the path that its dots mean. */
function has(row: object, column: string): boolean {
  if (Object.hasOwn(row, column)) return true;
  const [outer = "", ...inner] = column.split(".");
  const value = (row as Record<string, unknown>)[outer];
  return inner.length > 0 && typeof value === "object" && value !== null && has(value, inner.join("."));
}
