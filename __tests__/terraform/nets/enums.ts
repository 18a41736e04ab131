import type { Terraform } from "../../stacks/synth.ts";
import { ENUMS } from "./enum-table.ts";
import type { Net } from "./net.ts";

/** Whether each value that AWS takes from a set is in that set. Terraform's core sees a text; the provider's code would know. */
export const enums: Net = ({ stack }) => Promise.resolve(wrongValues(stack.json));

export function wrongValues({ resource = {} }: Terraform): string[] {
  const texts = Object.entries(resource).flatMap(([type, found]) =>
    Object.values(found).flatMap((args) => textsIn(type, args)),
  );
  const wrong = texts.flatMap(([path, text]) => {
    const allowed = ENUMS[path];
    if (allowed !== undefined)
      return allowed.includes(text) ? [] : [`${path}: ${text} is none of ${allowed.join(", ")}`];
    return isFree(path, text) ? [] : [`${path}: not known whether ${text} is one of a set of values; see enums.ts`];
  });
  return [...new Set(wrong)];
}

/** How the name of an argument ends that takes a name, a place or a language of its own, and so anything. */
const FREE =
  /(^|[._])(action|actions|arn|arns|attributes|body|bucket|cidr_block|cidr_ipv4|definition|delimiter|description|destination|endpoint|event|expression|filename|folder|function|handler|hash|id|ids|input|instance_class|key|label|mappings|name|names|namespace|owner|pattern|policy|prefix|principal|provider|role|settings|source|account|subnets|subscriber_email_addresses|suffix|template|topic|value|values|version)$/;

/** Maps whose keys are a user's own; what Terraform itself reads. */
const OWN = /\.(variables|dimensions|tags|input_paths|depends_on|lifecycle|timeouts)(\.|$)/;

function isFree(path: string, text: string): boolean {
  // Worked out by Terraform, or a number or a switch in the form of a text.
  if (text.includes("${") || /^(\d+|true|false)$/.test(text)) return true;
  return OWN.test(path) || FREE.test(path);
}

/** Each text below a value, with the path to it; a list adds nothing to the path. */
function textsIn(path: string, value: unknown): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each) => textsIn(path, each));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => (name === "//" ? [] : textsIn(`${path}.${name}`, each)));
}
