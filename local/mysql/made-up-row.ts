import { describeField } from "../../contracts/listed-fields.ts";
import type { WatermarkSource } from "../../contracts/source.ts";
import type { WatermarkTable } from "../../contracts/watermark-table.ts";
import { somebody } from "../demo/person.ts";
import type { Random } from "../demo/random.ts";

/** Values by column, without the time of the change, which the server sets. */
export type MadeUpRow = Readonly<Record<string, string | number>>;

/** Which column names a member of which table, as the star says: `transactions.customer_id` one of `customers`. */
export type References = ReadonlyMap<string, string>;

/** Texts that are easily changed on the way. */
const TEXTS = [
  "web",
  'Ann\'s "best"',
  "naïve ☃ 😀",
  "back\\slash",
  "two\nlines",
  "free",
  "NULL",
  "ticket, paid",
] as const;

/** @param index of the row in its table, from 1 */
export function madeUpRow(
  source: WatermarkSource,
  name: string,
  index: number,
  { references, sizes, random }: { references: References; sizes: ReadonlyMap<string, number>; random: Random },
): MadeUpRow {
  const table = source.tables[name] as WatermarkTable;
  const person = somebody(random);
  const valueIn = (column: string): string | number => {
    const named = references.get(`${name}.${column}`);
    if (named !== undefined) return keyValue(source, named, random.integer(1, sizes.get(named) ?? 1));
    if (table.key.includes(column)) return keyValue(source, name, index);
    const { type, personal } = describeField(table.columns[column] as WatermarkTable["columns"][string]);
    if (personal?.kind === "name") return person.name;
    if (personal?.kind === "email") return person.email;
    return VALUES[String(type).replace(/\(.*/, "")]?.(random) ?? random.pick(TEXTS);
  };
  const columns = Object.keys(table.columns).filter((column) => column !== table.updatedAt);
  return Object.fromEntries(columns.map((column) => [column, valueIn(column)]));
}

/** The key of a row: its number, or a text with it. */
export function keyValue({ tables }: WatermarkSource, name: string, index: number): string | number {
  const { key, columns } = tables[name] as WatermarkTable;
  const { type } = describeField(columns[key[0] ?? ""] as WatermarkTable["columns"][string]);
  return type === "text" ? `${name}-${String(index).padStart(6, "0")}` : index;
}

export function referencesOf({ star }: WatermarkSource): References {
  const { dimensions = {}, facts = {} } = star ?? {};
  const found = Object.values(facts).flatMap(({ table, by }) =>
    Object.entries(by).map(([dimension, column]) => {
      const [through, inner] = column.split(".");
      const at = inner === undefined ? `${table}.${column}` : `${dimensions[through ?? ""]?.table}.${inner}`;
      return [at, dimensions[dimension]?.table ?? ""] as const;
    }),
  );
  return new Map(found);
}

const two = (number: number) => String(number).padStart(2, "0");

const VALUES: Readonly<Record<string, (random: Random) => string | number>> = {
  integer: (random) => random.integer(1, 9_999),
  number: (random) => random.integer(0, 9_999) / 4,
  decimal: (random) => `${random.integer(0, 999_999)}.${two(random.integer(0, 99))}`,
  boolean: (random) => random.integer(0, 1),
  date: (random) => `20${two(random.integer(10, 26))}-${two(random.integer(1, 12))}-${two(random.integer(1, 28))}`,
  timestamp: (random) =>
    `2026-${two(random.integer(1, 10))}-${two(random.integer(1, 28))} 12:${two(random.integer(0, 59))}:07.250000`,
};
