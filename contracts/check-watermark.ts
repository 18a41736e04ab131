import { describeField } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";
import type { WatermarkSource } from "./source.ts";
import { CONTROL } from "./stream-record.ts";
import type { Watermark, WatermarkTable } from "./watermark-table.ts";
import { isSetBack } from "./zone-clocks.ts";

/** What a reader by watermark can't take, or what is out of range. `where` is `<table>.watermark…`. */
export function checkWatermarks(tables: WatermarkSource["tables"]): Problem[] {
  return Object.entries(tables).flatMap(([table, { watermark, key, columns }]) => [
    ...checkWatermark(watermark).map((found) => ({ ...found, where: `${table}.watermark.${found.where}` })),
    ...checkKey({ key, columns }).map((found) => ({ ...found, where: `${table}.${found.where}` })),
    ...Object.keys(columns)
      .filter((name) => name === CONTROL)
      .map((name) => ({ where: `${table}.${name}`, problem: CONTROL_LISTED, remedy: "rename it, or leave it out" })),
  ]);
}

const CONTROL_LISTED = "is what the record of a daily control has in place of columns";

function checkWatermark({ rereadMinutes, zone, hardDeletes }: Watermark): Problem[] {
  return [
    ...(Number.isInteger(rereadMinutes) && rereadMinutes >= 1 && rereadMinutes <= MINUTES_OF_A_DAY
      ? []
      : [{ where: "rereadMinutes", problem: "is not a number of minutes", remedy: "write 1 to 1440, such as 10" }]),
    ...checkZone(zone),
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

/** Clocks that are set back show an hour twice, and nothing tells which of two versions from that hour is the newer one. */
function checkZone(zone: string | undefined): Problem[] {
  if (zone === undefined) return [];
  if (!isZone(zone))
    return [
      { where: "zone", problem: `${zone} is not a time zone`, remedy: "write one of IANA's names, or leave it out" },
    ];
  if (!isSetBack(zone)) return [];
  return [
    {
      where: "zone",
      problem: `clocks of ${zone} are set back, so versions from that hour can't be put in order`,
      remedy: "give the table a TIMESTAMP `on update current_timestamp(6)`, or let the application write UTC",
    },
  ];
}

/** A key is compared as text in the warehouse, and in MySQL by the text that was read of it. */
function checkKey({ key, columns }: Pick<WatermarkTable, "key" | "columns">): Problem[] {
  const texts = key.filter((name) => Object.hasOwn(columns, name) && describeField(columns[name]).type === "text");
  // The parts of a key are joined by `|`, which a text may have: two rows would be taken for one.
  const several =
    texts.length < 2
      ? []
      : [
          {
            where: "key",
            problem: `${texts.join(" and ")} are texts, and the warehouse can't tell where one ends in a key`,
            remedy: "name a key with one text at most, or let relational-to-snowflake read the table",
          },
        ];
  const parts = key.flatMap((name) => {
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    const type = column === undefined ? undefined : String(describeField(column).type);
    if (type === undefined || !/^number$|^decimal\(\d+,[1-9]/.test(type)) return [];
    return [
      {
        where: name,
        problem: `a key is a ${type}, whose text differs between MySQL and the warehouse`,
        remedy: "name a key of text, integers, decimals without a fraction, dates or timestamps",
      },
    ];
  });
  return [...several, ...parts];
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
