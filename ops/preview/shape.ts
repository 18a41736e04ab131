/** What a cell looks like, and nothing of what it says: `text, 24 characters`. */
export function shapeOf(cell: string, nullMarker: string): string {
  if (cell === "") return "empty";
  if (cell === nullMarker) return "null";
  return `${kindOf(cell)}, ${cell.length.toLocaleString("en")} character${cell.length === 1 ? "" : "s"}`;
}

function kindOf(cell: string): string {
  if (/^-?\d+(\.\d+)?$/.test(cell)) return "number";
  if (!/^\s*[[{]/.test(cell)) return "text";
  try {
    return Array.isArray(JSON.parse(cell)) ? "JSON array" : "JSON object";
  } catch {
    return "malformed JSON";
  }
}
