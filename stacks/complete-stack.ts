import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import type { TerraformStack } from "cdktf";
import type { Environment } from "./environment.ts";
import { protectData } from "./protect-data.ts";

/** Sets what depends on all resources of a stack: the permissions boundary of its roles, the protection of its data. */
export function completeStack(stack: TerraformStack, environment: Environment): void {
  limitRoles(stack, environment);
  protectData(stack, environment.protectData);
}

function limitRoles(stack: TerraformStack, { permissionsBoundary }: Environment): void {
  if (permissionsBoundary === undefined) return;
  for (const node of stack.node.findAll()) if (node instanceof IamRole) node.permissionsBoundary = permissionsBoundary;
}
