import { DATE_VIEW } from "../../../contracts/star-views.ts";
import type { Target } from "../target.ts";
import { inStar } from "./names.ts";
import { bringUpToDate, indent, select } from "./statements.ts";

/** Of a fact whose time is missing, or before or after all days. */
export const UNKNOWN_DATE = "0";

const FIRST_DAY = "2000-01-01";
/** Until the end of 2099. */
const DAYS = 36_525;

/** A column, its type, and how it follows from the day. */
interface DateColumn {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** `day_of_week` is 1 on Monday; `iso_year` is the year to which the week belongs. */
export const DATE_COLUMNS: readonly DateColumn[] = [
  { name: "date_key", type: "NUMBER(8,0)", value: "YEAR(day) * 10000 + MONTH(day) * 100 + DAY(day)" },
  { name: "day", type: "DATE", value: "day" },
  { name: "year", type: "NUMBER(4,0)", value: "YEAR(day)" },
  { name: "quarter", type: "NUMBER(1,0)", value: "QUARTER(day)" },
  { name: "month", type: "NUMBER(2,0)", value: "MONTH(day)" },
  { name: "month_name", type: "VARCHAR", value: "MONTHNAME(day)" },
  { name: "day_of_month", type: "NUMBER(2,0)", value: "DAY(day)" },
  { name: "day_of_week", type: "NUMBER(1,0)", value: "DAYOFWEEKISO(day)" },
  { name: "day_name", type: "VARCHAR", value: "DAYNAME(day)" },
  { name: "iso_year", type: "NUMBER(4,0)", value: "YEAROFWEEKISO(day)" },
  { name: "iso_week", type: "NUMBER(2,0)", value: "WEEKISO(day)" },
  { name: "is_weekend", type: "BOOLEAN", value: "DAYOFWEEKISO(day) > 5" },
];

export function dateIn(target: Target, database: string): string {
  return inStar(target, database, DATE_VIEW);
}

/** The days, which are made and not loaded, and the unknown one. */
export function createDates(target: Target, database: string): string[] {
  const table = dateIn(target, database);
  const [key = "", ...others] = DATE_COLUMNS.map(({ name }) => name);
  const days = [
    `SELECT DATEADD(DAY, ROW_NUMBER() OVER (ORDER BY NULL) - 1, '${FIRST_DAY}'::DATE)::DATE AS day`,
    `FROM TABLE(GENERATOR(ROWCOUNT => ${DAYS}))`,
  ];
  return [
    `CREATE TABLE IF NOT EXISTS ${table} (\n  ${DATE_COLUMNS.map(({ name, type }) => `${name} ${type}`).join(",\n  ")}\n)`,
    `INSERT INTO ${table} (date_key) SELECT ${UNKNOWN_DATE} WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE date_key = ${UNKNOWN_DATE})`,
    bringUpToDate({
      into: table,
      on: [key],
      columns: others,
      rows: [
        select(DATE_COLUMNS.map(({ name, value }) => (name === value ? name : `${value} AS ${name}`))),
        `FROM (\n${indent(days.join("\n"))}\n)`,
      ].join("\n"),
    }),
  ];
}
