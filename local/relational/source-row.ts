import { isPersonal } from "../../contracts/field.ts";
import { describeField, type ListedField } from "../../contracts/listed-fields.ts";
import type { Table } from "../../contracts/table.ts";
import { freeText, type Person, somebody } from "../demo/person.ts";
import type { Random } from "../demo/random.ts";
import type { Row } from "../lake/lake-file.ts";

type Value = Row[string];

/** Columns that the source has and no contract lists, as applications have them. DMS must leave them where they are. */
const UNLISTED = { ssn: "078-05-1120", internal_note: "not for analytics" } as const;

/** A made-up row of a source's table, whatever its contract lists. @param index from 0, of which the key is made */
export function sourceRow(table: Table, random: Random, index: number): Row {
  const person = somebody(random);
  const listed = Object.entries(table.columns).map(([name, column]) => {
    const at = table.key.indexOf(name);
    const field = describeField(column);
    const value =
      at === -1 ? someValue(name, field, random, person) : keyValue(field.type, index, at, table.key.length);
    return [name, value] as const;
  });
  return { ...UNLISTED, ...Object.fromEntries(listed), ...special(table, index) };
}

/** The row with new values in all but its key and what identifies a person. */
export function changed(table: Table, random: Random, row: Row): Row {
  const person = somebody(random);
  const values = notKey(table)
    .filter(([, column]) => !isPersonal(column))
    .map(([name, column]) => [name, someValue(name, describeField(column), random, person)] as const);
  return { ...row, ...Object.fromEntries(values) };
}

/** A person named Null, a row with NULL in all columns but the key, an accent. */
const SPECIAL_TEXTS = ["Null", null, "Zoë"] as const;

/** The number of rows with these texts, which come first. */
export const SPECIAL_ROWS = SPECIAL_TEXTS.length;

/** The column with these texts; undefined if the table has no text beside its key. */
export function specialColumn(table: Table): string | undefined {
  const texts = notKey(table).flatMap(([name, column]) => (describeField(column).type === "text" ? [name] : []));
  return texts.find((name) => name.includes("name")) ?? texts[0];
}

function special(table: Table, index: number): Row {
  const text = SPECIAL_TEXTS[index];
  if (text === undefined) return {};
  if (text === null) return Object.fromEntries(notKey(table).map(([name]) => [name, null]));
  const name = specialColumn(table);
  return name === undefined ? {} : { [name]: text };
}

function notKey({ key, columns }: Table) {
  return Object.entries(columns).filter(([name]) => !key.includes(name));
}

/** Keys of one column count from 1; of several, the last one counts to three for each value of those before. */
function keyValue(type: ListedField["type"], index: number, at: number, columns: number): Value {
  const number = columns === 1 ? index + 1 : at === columns - 1 ? (index % 3) + 1 : Math.floor(index / 3) + 1;
  return type === "integer" || type === "number" || type.startsWith("decimal") ? number : textKey(type, number);
}

function textKey(type: ListedField["type"], number: number): Value {
  const day = new Date(Date.UTC(2000, 0, number)).toISOString().slice(0, 10);
  return type === "date" ? day : type === "timestamp" ? `${day} 00:00:00` : `key-${number}`;
}

const WORDS = ["open", "signed", "Größe M", "active", 'says "hi"', "it's"] as const;

function someValue(
  name: string,
  { type, personal }: Omit<ListedField, "path" | "arrayDepth">,
  random: Random,
  person: Person,
): Value {
  const day = `2025-0${random.integer(1, 9)}-${random.integer(10, 28)}`;
  switch (type) {
    case "boolean":
      return random.oneIn(2);
    case "integer":
      return random.integer(1, 90);
    case "date":
      return personal === undefined ? day : person.birthday;
    case "timestamp":
      return `${day} ${random.integer(10, 23)}:${random.integer(10, 59)}:00`;
    case "text":
      return personal === undefined ? random.pick(WORDS) : personalText(name, personal.kind, random, person);
    default:
      return decimal(type, random);
  }
}

/** A number that `decimal(p,s)` holds exactly. */
function decimal(type: string, random: Random): number {
  const [precision = 3, scale = 1] = (type.match(/\d+/g) ?? []).map(Number);
  const whole = precision > scale ? random.integer(1, precision - scale > 1 ? 90 : 9) : 0;
  return whole + (scale > 0 && random.oneIn(2) ? 0.5 : 0);
}

function personalText(name: string, kind: string, random: Random, person: Person): string {
  const [first = "", last = ""] = person.name.split(" ");
  switch (kind) {
    case "name":
      return name.includes("last") ? last : name.includes("first") ? first : person.name;
    case "email":
      return person.email;
    case "phone":
      return person.phone;
    case "free_text":
      return freeText(random, person);
    case "diagnosis":
      return random.pick(["F41.1", "F32.0", "G47.0"]);
    default:
      return `${kind}-${random.integer(1, 99)}`;
  }
}
