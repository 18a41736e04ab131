import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { checkDataSources, checkMoved, checkOutputs, checkRemoved, checkResources } from "./check-blocks.ts";
import { checkProviders, checkTerraform } from "./check-settings.ts";
import { isPlainText } from "./expression.ts";
import { isObject, NOT_KNOWN, onlyNames } from "./shape.ts";
import { textsIn } from "./texts.ts";

/** What CDKTF says of itself, which Terraform does not read. */
const COMMENT = "//";

const BLOCKS = [COMMENT, "data", "moved", "output", "provider", "removed", "resource", "terraform"];

/**
 * What keeps a stack that somebody else synthesised from being planned with credentials: all but plain resources, under the
 * settings of main. Terraform runs what its JSON says: programs, files that it reads, other providers.
 *
 * `import` reads what exists through the plan's role, `check` and `ephemeral` read while Terraform plans, `module` and
 * `variable` bring what is not looked at: none of them is known here. `removed` and `moved` are, as far as they do nothing but
 * forget and rename.
 * @param assets paths from the folder of the stack
 */
export function checkStack(json: unknown, main: Terraform, assets: ReadonlySet<string>): Problem[] {
  if (!isObject(json)) return rule(false, "cdk.tf.json", "is not one JSON object", NOT_KNOWN);
  const { [COMMENT]: _, ...read } = json;
  return [
    ...onlyNames("stack", json, BLOCKS),
    ...checkTerraform(json.terraform, main),
    ...checkProviders(json.provider, main),
    ...checkResources(json.resource, assets),
    ...checkDataSources(json.data, main),
    ...checkOutputs(json.output),
    ...checkRemoved(json.removed),
    ...checkMoved(json.moved),
    ...textsIn(read, "stack")
      .filter(({ text }) => !isPlainText(text, assets))
      .flatMap(({ path }) => rule(false, path, "has an expression that is not plain", NOT_KNOWN)),
  ];
}
