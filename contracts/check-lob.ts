import { listedFields } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";
import type { Table } from "./table.ts";

/** DMS's recommended maximum. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html */
const MAX_KB = 102_400;

/** The problems of a table's large objects. `where` is a path inside the table. */
export function checkLob({ key, columns, lob = {} }: Table): Problem[] {
  return Object.entries(lob).flatMap(([name, { maxKb }]) => {
    const [field] = listedFields(Object.hasOwn(columns, name) ? { [name]: columns[name] ?? "text" } : {});
    const where = `lob.${name}`;
    if (field === undefined)
      return [{ where, problem: `${name} is not one of its columns`, remedy: "list the column" }];
    return [
      ...(field.type === "text" ? [] : [{ where, problem: "not a text", remedy: "only a text can be a large object" }]),
      ...(key.includes(name)
        ? [{ where, problem: "a large object can't be in the key", remedy: "remove it from `lob`" }]
        : []),
      ...(Number.isInteger(maxKb) && maxKb >= 1 && maxKb <= MAX_KB
        ? []
        : [{ where, problem: `${maxKb} KB is out of range`, remedy: `use a whole number from 1 to ${MAX_KB}` }]),
    ];
  });
}
