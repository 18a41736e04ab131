import type { Mask, NestedMask } from "../../contracts/mask.ts";
import { keyColumn, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

type Cell = (header: string) => string | undefined;

const NULL_MARKER = "NULL";

/** What of a record may pass, rules 10 to 16 once more, over JavaScript's own values. */
export function allowed(header: readonly string[], row: readonly string[], mask: Mask, passOp: boolean): unknown {
  const cell: Cell = (name) => {
    const text = row[header.indexOf(name)];
    return text === "" || text === NULL_MARKER ? undefined : text;
  };
  const hasOp = header[0] === "Op";
  const isDelete = hasOp && row[0] === "D";
  const fields = isDelete ? [] : Object.entries(mask).map(([name, rule]) => [name, field(name, rule, cell)]);
  const names = [keyColumn(mask), TIMESTAMP_COLUMN, ...(hasOp && passOp ? ["Op"] : [])];
  // Where the mask lists one of these too, it is what the mask says.
  return present([...names.map((name) => [name, cell(name)]), ...fields]);
}

function field(path: string, rule: Mask[string], cell: Cell): unknown {
  if (rule === true || rule === "key") return cell(path);
  const value = parseJson(cell(path));
  if (rule === "json" || value === UNREADABLE) return value === UNREADABLE ? undefined : value;
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
    return [key, rule === true ? inner : walk(inner, rule)];
  });
  return present(members);
}

const UNREADABLE = Symbol("no JSON");

function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? null : JSON.parse(text);
  } catch {
    return UNREADABLE;
  }
}

/** Without what is missing or null. */
function present(members: readonly (readonly unknown[])[]): object {
  const last = new Map(members as [string, unknown][]);
  return Object.fromEntries([...last].filter(([, value]) => value !== undefined && value !== null));
}
