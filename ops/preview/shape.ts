/** A longer cell is not parsed: the values of 64 MB of JSON need gigabytes. */
const MAX_PARSED = 1024 * 1024;

/** What a cell looks like, and nothing of what it says: `text, 24 characters`. */
export function shapeOf(cell: string, nullMarker: string): string {
  if (cell === "") return "empty";
  if (cell === nullMarker) return "null";
  return `${kindOf(cell)}, ${cell.length.toLocaleString("en")} character${cell.length === 1 ? "" : "s"}`;
}

function kindOf(cell: string): string {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return "number";
  if (!/^\s*[[{]/.test(cell)) return "text";
  if (cell.length > MAX_PARSED) return "long JSON";
  try {
    return Array.isArray(JSON.parse(cell)) ? "JSON array" : "JSON object";
  } catch {
    return "malformed JSON";
  }
}
