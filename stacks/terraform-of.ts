import { type App, TerraformStack } from "cdktf";
import type { Terraform } from "./policies/terraform-json.ts";

/** The Terraform JSON of every stack of an app, by name. Writes no file. */
export function terraformOf(app: App): Map<string, Terraform> {
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  return new Map(stacks.map((stack) => [stack.node.id, stack.toTerraform() as Terraform]));
}
