import { TerraformOutput, type TerraformStack } from "cdktf";

/** For `terraform output`. */
export function addOutputs(stack: TerraformStack, outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
}
