import { isDeepStrictEqual } from "node:util";

/** A JSON document as AWS rewrites it: AWS keeps the content and not the text. */
export function rewrittenJson(sent: unknown): unknown {
  return typeof sent === "string" ? JSON.stringify(reordered(JSON.parse(sent))) : sent;
}

/** Whether two texts are the same JSON document, whatever the order of their keys. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

/** A policy as AWS rewrites it: with its keys in another order, and a list of one element as the element, or the other way round. */
export function rewrittenPolicy(sent: unknown): unknown {
  return typeof sent === "string" ? JSON.stringify(relisted(reordered(JSON.parse(sent)))) : sent;
}

/** Whether two policies have the same meaning: the order of keys and of lists does not matter, nor whether a single value is in a list. */
export function isSamePolicy(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && plain(one) === plain(other);
}

type Document = { readonly [key: string]: unknown };

function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (!isDocument(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, reordered(each)] as const);
  return Object.fromEntries(entries.reverse());
}

/** Keys whose value may be a single one or a list. */
const ONE_OR_MORE = ["Action", "Resource"];

function relisted(policy: unknown): unknown {
  const { Statement = [], ...rest } = policy as { readonly Statement?: readonly Document[] };
  return { ...rest, Statement: [Statement].flat().map(relistStatement) };
}

function relistStatement(statement: Document): Document {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]) => [key, ONE_OR_MORE.includes(key) ? relist(value) : value]),
  );
}

function relist(value: unknown): unknown {
  if (!Array.isArray(value)) return [value];
  return value.length === 1 ? value[0] : value;
}

function plain(policy: string): string {
  return JSON.stringify(sorted(JSON.parse(policy)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const each = value.map((one) => sorted(one));
    return each.length === 1 ? each[0] : each.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  }
  if (!isDocument(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null;
}
