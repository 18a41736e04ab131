import { checkColumns, checkTableNames } from "./check-columns.ts";
import { checkField } from "./check-field.ts";
import { type Contract, nestedIn } from "./contract.ts";
import { hasKey, keyColumns } from "./key.ts";
import { isArrayColumn, listedFields, pathText } from "./listed-fields.ts";
import type { AllowList, Mask } from "./mask.ts";
import { maskOf } from "./mask-of.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "./passthrough.ts";
import { checkPersonalNames } from "./personal-names.ts";
import type { Problem } from "./problem.ts";
import { checkSpellings } from "./spellings.ts";

/** Deepest nesting that the MongoDB source of DMS supports. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html */
const MAX_DEPTH = 97;

/** Every problem of an allow-list that the types can't see; none if it can be deployed. */
export function checkAllowList(allowList: AllowList): Problem[] {
  const collections = Object.entries(allowList);
  if (collections.length === 0) {
    return [{ where: "allow-list", problem: "lists no collection", remedy: "list at least one collection" }];
  }
  return [
    ...checkTableNames(Object.keys(allowList)),
    ...collections.flatMap(([collection, contract]) => [
      ...checkCollectionName(collection),
      ...checkContract(contract).map((found) => within(collection, found)),
    ]),
  ];
}

/** The problems of a collection's contract. `where` is the path inside it. */
function checkContract(contract: Contract): Problem[] {
  if (!isObject(contract)) return [notAMask("", "{ column: true, … }")];
  const mask = maskOf(contract);
  const spellings = checkSpellings(mask);
  const columns = checkColumns(contract, passing(mask), ["snowflake"]);
  return [
    ...checkNotEmpty("", contract),
    ...checkFields(contract, "", 1, CONTRACT),
    ...checkKeys(mask),
    ...checkArrays(contract),
    ...checkNames(mask),
    ...spellings,
    ...columns.filter(({ where }) => !spellings.some((found) => found.where === where)),
    ...checkPersonalNames(contract),
  ];
}

/** The problems of a mask's shape. `where` is the path inside it, empty for the mask itself. */
export function checkMask(mask: Mask): Problem[] {
  if (!isObject(mask)) return [notAMask("", '{ column: true, "json", "key" or a nested mask }')];
  return [...checkNotEmpty("", mask), ...checkFields(mask, "", 1, MASK), ...checkKeys(mask)];
}

/** The rules for a field: in a mask, and in a contract, which allows more. */
interface FieldRules {
  /** The fields of an object, or of an array of objects. */
  readonly nestedIn: (field: unknown) => object | undefined;
  /** @param isColumn at the top level, not nested */
  readonly check: (where: string, field: unknown, isColumn: boolean) => Problem[];
}

const CONTRACT: FieldRules = { nestedIn, check: checkField };

const MASK: FieldRules = {
  nestedIn: (rule) => (Array.isArray(rule) ? undefined : nestedIn(rule)),
  check: (where, rule, isColumn) => {
    if (rule === true || rule === "key" || (rule === "json" && isColumn)) return [];
    return [notAMask(where, isColumn ? '`true`, "json", "key" or a nested mask' : '`true`, "key" or a nested mask')];
  },
};

function checkCollectionName(name: string): Problem[] {
  const bad = (problem: string, remedy: string) => [{ where: name || "(no name)", problem, remedy }];
  if (name === "") return bad("a collection without a name", "give it the collection's name in MongoDB");
  if (name.includes("$")) return bad("DMS replicates no collection with `$` in its name", "rename it at the source");
  if (name.includes("/")) return bad("`/` would split the collection's folder in S3", "rename it at the source");
  if (name.startsWith("awsdms_")) return bad("`awsdms_` names DMS's own control tables", "remove it");
  if (name.startsWith("system.")) return bad("`system.` names MongoDB's own collections", "remove it");
  return checkName(name, name);
}

/** Columns that pass without being listed. */
function passing(mask: Mask): string[] {
  return [...keyColumns(mask), TIMESTAMP_COLUMN, OP_COLUMN];
}

const KEY_REMEDY = 'remove the line, or classify the key: `key(pii("customer_id"))`';

function checkNames(mask: Mask): Problem[] {
  return Object.keys(mask).flatMap((where) => {
    if (where.includes("$")) {
      return [{ where, problem: "DMS replicates no field with `$` in its name", remedy: "remove the column" }];
    }
    if (!passing(mask).includes(where) || hasKey(mask[where])) return [];
    const remedy = keyColumns(mask).includes(where) ? KEY_REMEDY : "remove the line";
    return [{ where, problem: "passes for every collection without being listed", remedy }];
  });
}

function checkRule(where: string, rule: unknown, depth: number, rules: FieldRules): Problem[] {
  if (depth > MAX_DEPTH) {
    return [
      { where, problem: `nested deeper than ${MAX_DEPTH}, more than DMS reads`, remedy: "list a shallower field" },
    ];
  }
  const nested = rules.nestedIn(rule);
  if (nested === undefined || (depth === 1 && Array.isArray(rule))) return rules.check(where, rule, depth === 1);
  return [...checkNotEmpty(where, nested), ...checkFields(nested, `${where}.`, depth + 1, rules)];
}

function checkFields(fields: object, above: string, depth: number, rules: FieldRules): Problem[] {
  return Object.entries(fields).flatMap(([name, rule]) => {
    const where = above + (name || "(no name)");
    return [...checkName(where, name), ...checkRule(where, rule, depth, rules)];
  });
}

function checkName(where: string, name: string): Problem[] {
  if (name === "") return [{ where, problem: "a field without a name", remedy: "write the header as DMS writes it" }];
  if (/\p{Surrogate}/u.test(name))
    return [{ where, problem: "the name contains half a character", remedy: "write the whole character" }];
  if (name.trim() === name) return [];
  return [{ where, problem: "the name starts or ends with a space", remedy: "remove the space" }];
}

function checkNotEmpty(where: string, fields: object): Problem[] {
  if (Object.keys(fields).length > 0) return [];
  return [{ where, problem: "an empty mask lets nothing through", remedy: "list a field, or remove it" }];
}

function checkKeys(mask: Mask): Problem[] {
  const impossible = [OP_COLUMN, TIMESTAMP_COLUMN].filter((column) => hasKey(mask[column]));
  return impossible.map((where) => ({ where, problem: "DMS's own column can't be the key", remedy: "name another" }));
}

/** MongoDB takes no array as `_id`. https://www.mongodb.com/docs/manual/core/document/#the-_id-field */
function checkArrays(contract: Contract): Problem[] {
  const inArray = listedFields(contract).filter(({ path: [column = ""], isKey, arrayDepth }) => {
    return isKey && (arrayDepth > 0 || isArrayColumn(column));
  });
  return inArray.map(({ path }) => ({
    where: pathText(path),
    problem: "a document's key can't be in an array",
    remedy: "name a part of `_id`, or list the field with its type",
  }));
}

function notAMask(where: string, allowed: string): Problem {
  return { where, problem: "not a mask", remedy: `write ${allowed}` };
}

/** The types require it, but not of a mask from a JSON file or a cast. */
function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function within(collection: string, { where, ...rest }: Problem): Problem {
  return { where: where === "" ? collection : `${collection}.${where}`, ...rest };
}
