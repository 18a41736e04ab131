import type { Personal } from "../../contracts/field.ts";
import { IDENTIFIER_KINDS, PHI_KINDS, PII_KINDS } from "../../contracts/kinds.ts";
import { describeField, listedFields } from "../../contracts/listed-fields.ts";
import { inGovernance, kindRole } from "./names.ts";
import type { Made, MadeColumn, SqlFile } from "./sql-file.ts";
import { literal } from "./sql-text.ts";
import { collectionsIn, streamedIn, type Target, tablesIn } from "./target.ts";
import { type MaskType, scaleOf } from "./types.ts";

type Tag = Personal["tag"];

const KINDS: Readonly<Record<Tag, object>> = { pii: PII_KINDS, phi: PHI_KINDS };

/** A masking policy: what hides the columns of one type under one tag. Each pair has one, whether or not a contract uses it: a policy that is taken away would open whatever else has the tag. */
interface Mask {
  readonly tag: Tag;
  readonly type: MaskType;
  /** The kinds in use under the tag. For all others, everybody sees nothing. */
  readonly kinds: readonly string[];
  /** Snowflake's type of the argument and of the result, which are the same. */
  readonly sql: string;
}

/** All classes that the contracts use. */
function classesIn(target: Target): Personal[] {
  const fields = collectionsIn(target).flatMap(({ contract }) => listedFields(contract));
  const tables = [...tablesIn(target), ...streamedIn(target).flatMap((source) => source.tables)];
  const columns = tables.flatMap(({ table }) => Object.values(table.columns).map(describeField));
  return [...fields, ...columns].flatMap(({ personal }) => personal ?? []);
}

/** The kinds of a tag that are in use, in the order of the list of kinds. */
export function kindsIn(target: Target, tag: Tag): string[] {
  const used = new Set(classesIn(target).flatMap((each) => (each.tag === tag ? [each.kind as string] : [])));
  return Object.keys(KINDS[tag]).filter((kind) => used.has(kind));
}

/** Tags, and the policy of each pair of tag and type: a column whose type has no policy would be shown in clear. */
export function governance(target: Target): SqlFile {
  const masks = masksIn(target);
  return {
    name: "050_governance.sql",
    statements: [
      ...pseudonym(target),
      ...(Object.keys(KINDS) as Tag[]).flatMap((tag) => createTag(target, tag)),
      ...masks.flatMap((mask) => createPolicy(target, mask)),
      ...(Object.keys(KINDS) as Tag[]).map((tag) => attach(target, tag, masks)),
    ],
    makes: masks.map((mask) => madePolicy(target, mask)),
  };
}

/** The masks: one for each pair of tag and type. */
export function masksIn(target: Target): Mask[] {
  const types: readonly (readonly [MaskType, string])[] = [
    ["text", "VARCHAR"],
    ["number", `NUMBER(38,${maskScale(target)})`],
    ["float", "FLOAT"],
    ["boolean", "BOOLEAN"],
    ["date", "DATE"],
    ["timestamp", "TIMESTAMP_NTZ"],
  ];
  return (Object.keys(KINDS) as Tag[]).flatMap((tag) =>
    types.map(([type, sql]) => ({ tag, type, sql, kinds: kindsIn(target, tag) })),
  );
}

/** Digits after the point of the masks' number type: the most in use. A number with more would be rounded. https://docs.snowflake.com/en/user-guide/tag-based-masking-policies */
export function maskScale(target: Target): number {
  return Math.max(0, ...classesIn(target).map(({ type }) => scaleOf(type)));
}

/** Each policy with its body: an expression of `val`. */
export function policies(target: Target): { readonly name: string; readonly body: string }[] {
  return masksIn(target).map((mask) => ({ name: policyName(target, mask), body: bodyOf(target, mask) }));
}

/** The policy that hides a column by its tag. Undefined if the column is not personal. */
export function policyFor(target: Target, { type, personal = "" }: MadeColumn): string | undefined {
  const [tag] = personal.split(" ");
  const mask = masksIn(target).find((each) => each.tag === tag && withoutDigits(each.sql) === withoutDigits(type));
  return mask === undefined ? undefined : policyName(target, mask);
}

/** `NUMBER` of `NUMBER(38,2)`. */
function withoutDigits(type: string): string {
  return type.replace(/\(.*/, "");
}

/**
 * The secret of identifiers, made once inside Snowflake and read by nobody but the owner, and the function that hides an identifier with
 * it: the same value of the same kind gives the same text, so that hidden identifiers can be joined, and without the secret nobody can
 * find the value by trying. Another kind gives another text: who sees one kind in clear must not learn the other. Hashed twice, as HMAC
 * does it, so that no hash can be continued.
 */
function pseudonym(target: Target): string[] {
  const secret = inGovernance(target, "pseudonym_secret");
  return [
    `CREATE TABLE IF NOT EXISTS ${secret} (secret VARCHAR, made_at TIMESTAMP_NTZ)`,
    `INSERT INTO ${secret} SELECT ${RANDOM_SECRET}, SYSDATE() WHERE NOT EXISTS (SELECT 1 FROM ${secret})`,
    [
      `CREATE SECURE FUNCTION IF NOT EXISTS ${inGovernance(target, "pseudonym")}(kind VARCHAR, val VARCHAR) RETURNS VARCHAR AS`,
      // The subquery has nothing of the row, because Snowflake runs no other in a function's expression.
      `$$ SHA2((SELECT MAX(secret) FROM ${secret}) || SHA2((SELECT MAX(secret) FROM ${secret}) || kind || ' ' || val, 256), 256) $$`,
    ].join("\n"),
  ];
}

/** Hidden identifiers get other texts; with old ones they join no longer. */
export function rotateSecret(target: Target): string {
  return `UPDATE ${inGovernance(target, "pseudonym_secret")} SET secret = ${RANDOM_SECRET}, made_at = SYSDATE()`;
}

/** 32 bytes, as hexadecimal digits, of 488 random bits. */
const RANDOM_SECRET = `SHA2(${Array.from({ length: 4 }, () => "UUID_STRING()").join(" || ")}, 256)`;

function createTag(target: Target, tag: Tag): string[] {
  const name = inGovernance(target, tag);
  const values = Object.keys(KINDS[tag]).map(literal).join(", ");
  return [
    `CREATE TAG IF NOT EXISTS ${name} ALLOWED_VALUES ${values}`,
    // Whether ADD takes a value that is already there is not documented, so the list is emptied first.
    `ALTER TAG ${name} UNSET ALLOWED_VALUES`,
    `ALTER TAG ${name} ADD ALLOWED_VALUES ${values}`,
  ];
}

/** A policy in use can't be replaced, only its body. https://docs.snowflake.com/en/sql-reference/sql/alter-masking-policy */
function createPolicy(target: Target, mask: Mask): string[] {
  const name = policyName(target, mask);
  const body = bodyOf(target, mask);
  return [
    `CREATE MASKING POLICY IF NOT EXISTS ${name} AS (val ${mask.sql}) RETURNS ${mask.sql} ->\n${body}`,
    `ALTER MASKING POLICY ${name} SET BODY ->\n${body}`,
  ];
}

function attach(target: Target, tag: Tag, masks: readonly Mask[]): string {
  const own = masks.filter((mask) => mask.tag === tag).map((mask) => `MASKING POLICY ${policyName(target, mask)}`);
  return `ALTER TAG ${inGovernance(target, tag)} SET ${own.join(", ")} FORCE`;
}

function bodyOf(target: Target, { tag, type, sql, kinds }: Mask): string {
  const nothing = type === "text" ? "'***'" : `NULL::${sql}`;
  const of = (kind: string) => `WHEN SYSTEM$GET_TAG_ON_CURRENT_COLUMN('${inGovernance(target, tag)}') = '${kind}'`;
  const clear = kinds.map((kind) => `${of(kind)} AND IS_DATABASE_ROLE_IN_SESSION('${kindRole(tag, kind)}') THEN val`);
  const hidden = kinds
    .filter((kind) => type === "text" && IDENTIFIER_KINDS[tag].some((identifier) => identifier === kind))
    .map((kind) => `${of(kind)} THEN ${inGovernance(target, "pseudonym")}('${tag} ${kind}', val)`);
  const cases = [...clear, ...hidden];
  return cases.length === 0
    ? nothing
    : ["CASE", ...[...cases, `ELSE ${nothing}`].map((line) => `  ${line}`), "END"].join("\n");
}

function madePolicy(target: Target, mask: Mask): Made {
  const name = policyName(target, mask);
  return { kind: "masking policy", name, undo: [`DROP MASKING POLICY IF EXISTS ${name}`] };
}

/** The number type is a part of the name: an argument's type can't be altered, and the scale may grow. */
function policyName(target: Target, { tag, type, sql }: Mask): string {
  const scale = /,(\d+)\)$/.exec(sql)?.[1];
  return inGovernance(target, `mask_${tag}_${type}${scale === undefined ? "" : `_${scale}`}`);
}
