import type { Terraform } from "../../stacks/synth.ts";
import { ENUMS } from "./enum-table.ts";
import type { StackCheck } from "./stack-check.ts";

/** Checks that each value from a closed set is in its set. To Terraform's core it is any text; only the provider's code checks it. */
export const enums: StackCheck = ({ stack }) => Promise.resolve(wrongValues(stack.json));

export function wrongValues({ resource = {} }: Terraform): string[] {
  const texts = Object.entries(resource).flatMap(([type, found]) =>
    Object.values(found).flatMap((args) => textsIn(type, args)),
  );
  const wrong = texts.flatMap(([path, text]) => {
    const allowed = ENUMS[path];
    if (allowed !== undefined)
      return allowed.includes(text) ? [] : [`${path}: ${text} is not one of ${allowed.join(", ")}`];
    return isFree(path, text) ? [] : [`${path}: unknown whether ${text} is from a closed set; see enums.ts`];
  });
  return [...new Set(wrong)];
}

/** Endings of names of arguments whose values are free, such as a name, a place or a language of its own. */
const FREE =
  /(^|[._])(action|actions|arn|arns|attributes|body|boundary|bucket|cidr_block|cidr_ipv4|comment|configuration|content|content_type|definition|delimiter|description|destination|endpoint|event|exclusions|expression|filename|folder|function|handler|hash|id|identifier|identity|ids|input|image|instance_class|instance_type|key|label|location|mappings|name|names|namespace|owner|path|pattern|policy|prefix|principal|provider|quote_symbol|role|settings|source|account|starts_with|subnets|subscriber_email_addresses|schema|suffix|template|timezone|topic|username|value|values|version)$/;

/** Maps whose keys a user chooses, and Terraform's own arguments. */
const OWN = /\.(variables|dimensions|tags|input_paths|parameters|depends_on|lifecycle|timeouts)(\.|$)/;

function isFree(path: string, text: string): boolean {
  // An expression, or a number or boolean in the form of a text.
  if (text.includes("${") || /^(\d+|true|false)$/.test(text)) return true;
  return OWN.test(path) || FREE.test(path);
}

/** Each text in a value, with its path; a list adds nothing to the path. */
function textsIn(path: string, value: unknown): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(path, each));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === "//" ? [] : textsIn(`${path}.${name}`, each)));
}
