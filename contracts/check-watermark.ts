import type { Problem } from "./problem.ts";
import type { WatermarkSource } from "./source.ts";
import { CONTROL } from "./stream-record.ts";
import type { Watermark } from "./watermark-table.ts";

/** What a reader by watermark can't take, or what is out of range. `where` is `<table>.watermark…`. */
export function checkWatermarks(tables: WatermarkSource["tables"]): Problem[] {
  return Object.entries(tables).flatMap(([table, { watermark, columns }]) => [
    ...checkWatermark(watermark).map((found) => ({ ...found, where: `${table}.watermark.${found.where}` })),
    ...Object.keys(columns)
      .filter((name) => name === CONTROL)
      .map((name) => ({ where: `${table}.${name}`, problem: CONTROL_LISTED, remedy: "rename it, or leave it out" })),
  ]);
}

const CONTROL_LISTED = "is what the record of a daily control has in place of columns";

function checkWatermark({ rereadMinutes, zone, hardDeletes }: Watermark): Problem[] {
  return [
    ...(Number.isInteger(rereadMinutes) && rereadMinutes >= 0 && rereadMinutes <= MINUTES_OF_A_DAY
      ? []
      : [{ where: "rereadMinutes", problem: "is not a number of minutes", remedy: "write 0 to 1440, such as 10" }]),
    ...(zone === undefined || isZone(zone)
      ? []
      : [
          {
            where: "zone",
            problem: `${zone} is not a time zone`,
            remedy: "write one of IANA's names, or leave it out",
          },
        ]),
    ...(hardDeletes
      ? [
          {
            where: "hardDeletes",
            problem: "a watermark never sees that a row was deleted",
            remedy:
              "list the table in a source that relational-to-snowflake reads, or mark rows instead of deleting them",
          },
        ]
      : []),
  ];
}

const MINUTES_OF_A_DAY = 1440;

/** https://www.iana.org/time-zones */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
