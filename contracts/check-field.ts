import { isKey, isNotPersonal, isPersonal, isScalar, type NotPersonal, type Personal } from "./field.ts";
import { PHI_KINDS, PII_KINDS } from "./kinds.ts";
import type { Problem } from "./problem.ts";

const TYPES = '"text", "integer", "number", "decimal(p,s)" with p up to 38, "boolean", "date" or "timestamp"';
const KINDS: Readonly<Record<string, object>> = { pii: PII_KINDS, phi: PHI_KINDS };

/** The problems of one field of a contract. The compiler finds most of them, except in values from a cast. */
export function checkField(where: string, field: unknown, isColumn: boolean): Problem[] {
  if (field === true || field === "key" || isScalar(field) || (field === "json" && isColumn)) return [];
  if (isKey(field)) return checkField(where, field.of, false);
  if (isPersonal(field)) return checkPersonal(where, field);
  if (isNotPersonal(field)) return checkNotPersonal(where, field, isColumn);
  if (Array.isArray(field)) return [arrayProblem(where, isColumn)];
  const also = isColumn ? '"json", "key" or a nested contract' : '"key", a nested contract or `[{ … }]`';
  const remedy = `write \`true\`, a type (${TYPES}), \`pii(…)\`, \`phi(…)\`, \`notPersonal(…)\`, ${also}`;
  return [{ where, problem: "not a field of a contract", remedy }];
}

function checkPersonal(where: string, { tag, kind, type }: Personal): Problem[] {
  const kinds = KINDS[tag] ?? {};
  if (typeof kind !== "string" || !Object.hasOwn(kinds, kind)) {
    const remedy = `write one of ${Object.keys(kinds).join(", ")}`;
    return [{ where, problem: `"${kind}" is not a kind of ${tag}`, remedy }];
  }
  return checkType(where, type, `${tag}("${kind}", …)`);
}

function checkNotPersonal(where: string, { reason, type }: NotPersonal, isColumn: boolean): Problem[] {
  if (typeof reason !== "string" || !/[^\s.…]/.test(reason)) {
    return [{ where, problem: "`notPersonal` without a reason", remedy: "say what the values are" }];
  }
  return type === "json" && isColumn ? [] : checkType(where, type, `notPersonal("${reason}", …)`);
}

function checkType(where: string, type: unknown, written: string): Problem[] {
  if (isScalar(type)) return [];
  const isJson = type === "json" && !written.startsWith("not");
  const problem = isJson ? "the warehouse can't mask a part of a value that is kept whole" : "not a type";
  const remedy = isJson ? "list the fields inside it, each with its class" : `in \`${written}\` write ${TYPES}`;
  return [{ where, problem, remedy }];
}

function arrayProblem(where: string, isColumn: boolean): Problem {
  if (!isColumn) return { where, problem: "not an array of one nested contract", remedy: "write `[{ … }]`" };
  const remedy = "write `{ … }`: the prefix `array_` says that the column is an array";
  return { where, problem: "a column is not written as an array", remedy };
}
