import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { checkDataSources, checkMoved, checkOutputs, checkRemoved, checkResources } from "./check-blocks.ts";
import { checkProviders, checkTerraform } from "./check-settings.ts";
import { isPlainText } from "./expression.ts";
import { isObject, NOT_ALLOWED, onlyNames } from "./shape.ts";
import { textsIn } from "./texts.ts";

/** CDKTF's own metadata, which Terraform does not read. */
const COMMENT = "//";

const BLOCKS = [COMMENT, "data", "moved", "output", "provider", "removed", "resource", "terraform"];

/**
 * The reasons why a stack that somebody else synthesised may not be planned with credentials: it may have only plain resources,
 * under main's settings. Terraform executes its JSON: it runs programs, reads files and loads providers.
 *
 * `import` reads existing resources with the plan's role, `check` and `ephemeral` read while Terraform plans, `module` and
 * `variable` bring in unchecked code: all are refused. `removed` and `moved` are allowed if they only forget and rename.
 * @param assets paths from the folder of the stack
 */
export function checkStack(json: unknown, main: Terraform, assets: ReadonlySet<string>): Problem[] {
  if (!isObject(json)) return rule(false, "cdk.tf.json", "is not one JSON object", NOT_ALLOWED);
  // A data source is either main's own, whose conditions are expressions, or refused.
  const { [COMMENT]: _, data: _data, ...read } = json;
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
      .flatMap(({ path }) => rule(false, path, "has an expression that is not plain", NOT_ALLOWED)),
  ];
}
