import { RawFile } from "../../functions/extract/parquet/raw-file.ts";
import type { PathProfile, Profile } from "../../functions/shared/profile.ts";
import { writeTexts } from "../functions/extract/texts-of.ts";

/** A BSON value: its type, and its JSON text in a raw file. */
export interface Bson {
  readonly bson: string;
  readonly json: string;
}

export type Document = { readonly [field: string]: Field };

type Field = Bson | Document | readonly Field[];

export const int = (value: number): Bson => ({ bson: "int", json: String(value) });
export const long = (value: string): Bson => ({ bson: "long", json: value });
export const double = (value: string): Bson => ({ bson: "double", json: value });
export const decimal = (value: string): Bson => ({ bson: "decimal", json: value });
export const bool = (value: boolean): Bson => ({ bson: "bool", json: String(value) });
export const date = (value: string): Bson => ({ bson: "date", json: JSON.stringify(value) });
export const string = (value: string): Bson => ({ bson: "string", json: JSON.stringify(value) });
export const NULL: Bson = { bson: "null", json: "null" };
export const NOT_A_NUMBER: Bson = { bson: "notFinite", json: '"NaN"' };

/** A row of a raw file. */
export interface RawRow {
  readonly id: string;
  readonly op: "r" | "c" | "u" | "d";
  readonly document?: Document;
}

/** What extraction counts of these rows. */
export function profileOf(rows: readonly RawRow[]): Profile {
  const paths: Record<string, Counted> = {};
  for (const { document = {} } of rows) {
    count(paths, "_id", { bson: "objectId", json: '"1"' });
    for (const [name, field] of Object.entries(document)) walk(paths, name, field, true);
  }
  return { documents: rows.length, paths: paths as Profile["paths"] };
}

type Counted = { -readonly [Key in keyof PathProfile]: PathProfile[Key] } & { types: Record<string, number> };

function walk(paths: Record<string, Counted>, path: string, field: Field, isTop: boolean): void {
  if (isBson(field)) {
    count(paths, path, field);
    return;
  }
  count(paths, path, { bson: isArray(field) ? "array" : "object", json: isTop ? jsonOf(field) : "" });
  if (isArray(field)) for (const each of field) walk(paths, `${path}[]`, each, false);
  else for (const [name, each] of Object.entries(field)) walk(paths, `${path}.${name}`, each, false);
}

function count(paths: Record<string, Counted>, path: string, { bson, json }: Bson): void {
  paths[path] ??= { types: {} };
  const seen = paths[path];
  seen.types[bson] = (seen.types[bson] ?? 0) + 1;
  if (["int", "long", "double", "decimal"].includes(bson)) {
    const [before = "", after = ""] = json.replace("-", "").split(".");
    seen.digitsBefore = Math.max(seen.digitsBefore ?? 0, before.length);
    seen.digitsAfter = Math.max(seen.digitsAfter ?? 0, after.length);
  } else if (["string", "object", "array"].includes(bson)) {
    const bytes = Buffer.byteLength(bson === "string" ? (JSON.parse(json) as string) : json);
    seen.maxBytes = Math.max(seen.maxBytes ?? 0, bytes);
  }
}

function jsonOf(field: Field): string {
  if (isBson(field)) return field.json;
  if (isArray(field)) return `[${field.map(jsonOf).join(",")}]`;
  return `{${Object.entries(field)
    .map(([name, each]) => `${JSON.stringify(name)}:${jsonOf(each)}`)
    .join(",")}}`;
}

function isBson(field: Field): field is Bson {
  return "bson" in field && typeof field.bson === "string";
}

function isArray(field: Field): field is readonly Field[] {
  return Array.isArray(field);
}

/** Writes rows as extraction does. @param fields the file's columns */
export async function writeRaw(file: string, rows: readonly RawRow[], fields: readonly string[]) {
  const names = fields.map((name) => ({ name }));
  const raw = new RawFile(file, names);
  for (const { id, op, document = {} } of rows) {
    const texts = fields.map((name) => (document[name] === undefined ? null : jsonOf(document[name])));
    if (op !== "d") writeTexts(raw.texts, texts);
    raw.add(id, op, new Date("2026-11-27T10:00:00Z"));
  }
  return raw.finish();
}
