import type { Scalar } from "../../contracts/field.ts";
import { describeField } from "../../contracts/listed-fields.ts";
import { EXTRACTED_AT } from "../../contracts/stream-record.ts";
import type { Table } from "../../contracts/table.ts";
import { asText } from "../streams/time-option.ts";

/** An event of a table: its listed columns with values of their types, of nobody. @param number which its key has */
export function madeUpEvent({ key, columns }: Table, number: number, at: Date): Readonly<Record<string, unknown>> {
  const values = Object.entries(columns).map(([name, field]) => {
    const { type } = describeField(field);
    return [name, madeUp(type as Scalar, key.includes(name) ? number : number % 100, at)] as const;
  });
  return { ...Object.fromEntries(values), [EXTRACTED_AT]: asText(at) };
}

function madeUp(type: Scalar, number: number, at: Date): string | number | boolean {
  switch (type) {
    case "text":
      return `made up ${number}`;
    case "integer":
      return number;
    case "number":
      return number / 4;
    case "boolean":
      return number % 2 === 0;
    case "date":
      return asText(at).slice(0, 10);
    case "timestamp":
      return asText(at);
    default:
      // A decimal: every precision has room for a digit.
      return number % 10;
  }
}
