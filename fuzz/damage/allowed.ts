import { hasKey, keyMask } from "../../contracts/key.ts";
import type { Mask, NestedMask } from "../../contracts/mask.ts";
import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

type Cell = (header: string) => string | undefined;

const NULL_MARKER = "NULL";

/** The fields of a record that may pass: a second implementation of rules 10 to 16, with JavaScript's own values. */
export function allowed(header: readonly string[], row: readonly string[], mask: Mask, passOp: boolean): unknown {
  const hasOp = header[0] === "Op";
  // The rules ignore a byte order mark before Op or the timestamp, and the cell lands without it.
  const first = hasOp || header[0] === TIMESTAMP_COLUMN ? withoutBom(row[0] ?? "") : (row[0] ?? "");
  const cells = [first, ...row.slice(1)];
  const cell: Cell = (name) => {
    const text = cells[header.indexOf(name)];
    return text === "" || text === NULL_MARKER ? undefined : text;
  };
  const key = keyMask(mask);
  const listed = hasOp && first === "D" ? key : Object.values(mask).some(hasKey) ? mask : { ...key, ...mask };
  const fields = Object.entries(listed).map(([name, rule]) => [name, field(name, rule, cell)]);
  const names = [TIMESTAMP_COLUMN, ...(hasOp && passOp ? ["Op"] : [])];
  // If the mask also lists one of these, the mask decides.
  return present([...names.map((name) => [name, cell(name)]), ...fields]);
}

function withoutBom(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function field(path: string, rule: Mask[string], cell: Cell): unknown {
  if (rule === true || rule === "key") return cell(path);
  const value = parseJson(cell(path));
  if (rule === "json" || value === UNREADABLE) return value === UNREADABLE ? undefined : wellFormed(value);
  if (value !== null) return walk(value, rule);
  const inner = Object.entries(rule).map(([key, each]) => [key, field(`${path}.${key}`, each, cell)]);
  const object = present(inner);
  return Object.keys(object).length === 0 ? undefined : object;
}

function walk(value: unknown, mask: NestedMask): unknown {
  if (Array.isArray(value)) return value.map((each) => walk(each, mask)).filter((each) => each !== undefined);
  if (typeof value !== "object" || value === null) return undefined;
  const members = Object.entries(mask).map(([key, rule]) => {
    const inner = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : null;
    return [key, typeof rule === "object" ? walk(inner, rule) : wellFormed(inner)];
  });
  return present(members);
}

/** Half a character lands as U+FFFD, also in keys. */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return Buffer.from(value).toString();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [Buffer.from(key).toString(), wellFormed(inner)]),
  );
}

const UNREADABLE = Symbol("not JSON");

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
}

/** Leaves out members that are missing or null. */
function present(members: readonly (readonly unknown[])[]): object {
  const last = new Map(members as [string, unknown][]);
  return Object.fromEntries([...last].filter(([, value]) => value !== undefined && value !== null));
}
