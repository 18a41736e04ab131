import { NAME_RULES } from "../../contracts/reserved-words.ts";
import type { Collection, TopField, Value } from "./collection.ts";
import { quoted } from "./names.ts";
import { LOADER, readerOf } from "./roles.ts";
import { MAX_KEY_BYTES, type Registered } from "./schema.ts";
import { declaredType, TEXT } from "./types.ts";

/** What is hidden: a column, or a path in a SUPER column. */
export interface MaskedPlace {
  /** As SQL. */
  readonly place: string;
  /** Of the values there, and so of the policies' argument and result, which must be the same. */
  readonly type: string;
  /** Who sees the values in clear. */
  readonly clearFor: readonly string[];
}

/**
 * What hides the classified values of a collection's table. Redshift masks a column, or a single value by its path in SUPER; not a value in an
 * array: https://docs.aws.amazon.com/redshift/latest/dg/t_ddm-super.html. Such columns are `hiddenFields`.
 */
export function maskedPlaces({ keyPersonal, fields }: Collection, schema: Registered): MaskedPlace[] {
  const ofKey =
    keyPersonal === undefined
      ? []
      : [{ place: quoted("_id"), type: `VARCHAR(${MAX_KEY_BYTES})`, clearFor: [readerOf(keyPersonal), LOADER] }];
  return [...ofKey, ...fields.filter((field) => !isHidden(field)).flatMap((field) => placesIn(field, schema))];
}

/** Fields that readers don't see at all, because no mask covers the classified values in them. */
export function hiddenFields({ fields }: Collection): readonly string[] {
  return fields.filter(isHidden).map(({ name }) => name);
}

function placesIn({ name, column, shape, values }: TopField, { columns }: Registered): MaskedPlace[] {
  const registered = columns.find(({ field }) => field === name);
  if (registered === undefined) return [];
  return values.flatMap(({ personal, path, declared }) => {
    if (personal === undefined) return [];
    const type = shape === "value" ? registered.type : declared === undefined ? TEXT : declaredType(declared);
    return [{ place: [quoted(column), ...path].join("."), type, clearFor: [readerOf(personal)] }];
  });
}

/**
 * A value in an array, something that is kept whole, or a path that Redshift would read as another one, because it folds the case of names:
 * a policy on a path that is not there masks nothing, without an error.
 */
function isHidden({ shape, values }: TopField): boolean {
  return values.some(({ personal, inArray, path }: Value) => {
    return personal !== undefined && (shape === "whole" || inArray || !path.every(isPlain));
  });
}

function isPlain(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !NAME_RULES.redshift.words.has(name);
}
