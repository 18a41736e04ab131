import { columnName } from "./columns.ts";
import { describeField } from "./listed-fields.ts";
import type { Problem } from "./problem.ts";
import type { WatermarkSource } from "./source.ts";
import type { Dimension, Fact, Star } from "./star.ts";
import type { WatermarkTable } from "./watermark-table.ts";

type Tables = WatermarkSource["tables"];

/** What the types of a star can't see, or what is wrong in a star that was not made by `star`. `where` begins with `star`. */
export function checkStar(tables: Tables, star: Star): Problem[] {
  return [
    ...Object.entries(star.dimensions).flatMap(([name, dimension]) =>
      at(`star.dimensions.${name}`, [...checkName(name), ...checkDimension(tables, name, dimension)]),
    ),
    ...Object.entries(star.facts).flatMap(([name, fact]) =>
      at(`star.facts.${name}`, [...checkName(name), ...checkFact(tables, star, name, fact)]),
    ),
    ...Object.entries(tables).flatMap(([name, table]) => checkOwnColumns(name, table)),
  ];
}

function checkName(name: string): Found[] {
  if (/^[a-z][a-z0-9_]*$/.test(name) && name !== "date") return [];
  const problem = name === "date" ? "every star has a dimension of this name" : "can't be a part of a table's name";
  return [{ where: "", problem, remedy: "use lower-case letters, digits and `_`, such as customer" }];
}

function checkDimension(tables: Tables, name: string, { table: named, type }: Dimension): Found[] {
  const table = tableOf(tables, named);
  if (table === undefined) return [unlisted("table", named)];
  return [
    ...(table.key.length === 1
      ? []
      : [
          {
            where: "table",
            problem: `${named} has a key of several columns`,
            remedy: "a fact names a member by one column",
          },
        ]),
    ...(type === 2 && table.watermark.zone !== undefined
      ? [
          {
            where: "type",
            problem: `${named}.${table.updatedAt} is in the zone ${table.watermark.zone}, and facts are in UTC`,
            remedy: "make it a TIMESTAMP at the source, or keep only the newest values: type 1",
          },
        ]
      : []),
    ...(type === 2 && isPersonal(table, table.updatedAt)
      ? [
          {
            where: "type",
            problem: `${named}.${table.updatedAt} is personal, and its versions show it to everybody as valid_from and valid_to`,
            remedy: "keep only the newest values: type 1",
          },
        ]
      : []),
    ...taken(table, [`${name}_key`, ...(type === 2 ? ["valid_from", "valid_to", "is_current"] : [])]),
  ];
}

function checkFact(tables: Tables, star: Star, name: string, { table: named, at: time, measures, by }: Fact): Found[] {
  const table = tableOf(tables, named);
  if (table === undefined) return [unlisted("table", named)];
  const references = Object.keys(by);
  return [
    ...(typeIn(table, time) === "timestamp"
      ? []
      : [{ where: "at", problem: `${time} is not a timestamp of ${named}`, remedy: "name one that it lists" }]),
    ...(isPersonal(table, time)
      ? [
          {
            where: "at",
            problem: `${time} is personal, and date_key shows its day to everybody`,
            remedy: "name a time that is not, or leave the fact out: readers have the table's masked view",
          },
        ]
      : []),
    ...measures
      .filter((measure) => !/^(integer|number|decimal)/.test(typeIn(table, measure) ?? ""))
      .map((measure) => ({
        where: "measures",
        problem: `${measure} is not a number of ${named}`,
        remedy: "name columns that it lists as integer, number or decimal",
      })),
    ...Object.entries(by).flatMap(([dimension, column]) =>
      checkReference(tables, star, { table, by }, dimension, column).map((found) => ({
        ...found,
        where: `by.${dimension}`,
      })),
    ),
    ...taken(table, [`${name}_key`, "date_key", ...references.map((reference) => `${reference}_key`)]),
  ];
}

/** Whether a column has the keys of a dimension's members. */
function checkReference(
  tables: Tables,
  { dimensions }: Star,
  fact: { readonly table: WatermarkTable; readonly by: Fact["by"] },
  dimension: string,
  column: string,
): Omit<Found, "where">[] {
  const members = tableOf(tables, dimensions[dimension]?.table ?? "");
  if (members === undefined)
    return [{ problem: `there is no dimension ${dimension}`, remedy: "declare it in dimensions" }];
  const [outer, inner] = throughOf(column) ?? [];
  if (outer !== undefined && throughOf(fact.by[outer] ?? ".") !== undefined)
    return [{ problem: `the fact has no column for ${outer}`, remedy: `name in \`by\` the fact's own column for it` }];
  const holder = outer === undefined ? fact.table : tableOf(tables, dimensions[outer]?.table ?? "");
  const type = holder && typeIn(holder, inner ?? column);
  const key = typeIn(members, members.key[0] ?? "");
  if (type === undefined)
    return [{ problem: `${column} is not a listed column`, remedy: "list it, or name another one" }];
  if (type !== key)
    return [
      {
        problem: `${column} is ${type}, and the key of ${dimension} is ${key}`,
        remedy: "give both the same type: values of two types don't meet",
      },
    ];
  const named = holder && classIn(holder, inner ?? column);
  const own = classIn(members, members.key[0] ?? "");
  if (named === own) return [];
  return [
    {
      problem: `${column} is ${named ?? "not personal"}, and the key of ${dimension} is ${own ?? "not personal"}: one would show the other`,
      remedy: "give both the same class",
    },
  ];
}

/** The dimension and its column, of a column such as `video.channel_id`; undefined of one of the fact's own. */
export function throughOf(column: string): readonly [dimension: string, column: string] | undefined {
  const [dimension = "", ...rest] = column.split(".");
  return rest.length === 0 ? undefined : [dimension, rest.join(".")];
}

/** Columns that a star's tables have beside those of the contract, whatever the star. */
const OWN_COLUMNS = ["_key", "_changed_at", "_content"];

function checkOwnColumns(name: string, table: WatermarkTable): Problem[] {
  return at(name, taken(table, OWN_COLUMNS));
}

function taken({ columns }: WatermarkTable, names: readonly string[]): Found[] {
  return Object.keys(columns)
    .filter((column) => names.includes(columnName([column])))
    .map((column) => ({
      where: "columns",
      problem: `${column} is a column that the star's tables have themselves`,
      remedy: "leave it out of the contract, or give it another name at the source",
    }));
}

interface Found {
  /** Below the part of the star that is looked at; empty for the part itself. */
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
}

function at(place: string, found: readonly Found[]): Problem[] {
  return found.map((each) => ({ ...each, where: [place, each.where].filter(Boolean).join(".") }));
}

function unlisted(where: string, table: string): Found {
  return {
    where,
    problem: `${table} is not a table of the source`,
    remedy: "list it in `tables`, or name another one",
  };
}

function tableOf(tables: Tables, name: string): WatermarkTable | undefined {
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}

function isPersonal(table: WatermarkTable, column: string): boolean {
  return classIn(table, column) !== undefined;
}

/** `pii email`; undefined if the column is not personal. */
function classIn({ columns }: WatermarkTable, column: string): string | undefined {
  const personal = Object.hasOwn(columns, column) ? describeField(columns[column]).personal : undefined;
  return personal && `${personal.tag} ${personal.kind}`;
}

/** The type of a listed column; undefined if the table lists none of that name. */
function typeIn({ columns }: WatermarkTable, column: string): string | undefined {
  return Object.hasOwn(columns, column) ? describeField(columns[column]).type : undefined;
}
