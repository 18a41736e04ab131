import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import { fromJson } from "../../contracts/json.ts";
import type { Sources } from "../../contracts/source.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import { CONTRACTS_FILE } from "../../stacks/stack-files.ts";
import { readPlan, type StackPlan } from "./plan.ts";

const HINT = "Write terraform show -json into the folder of the stack, next to its cdk.tf.json";

/** @throws UserError if the file is not a plan in the folder of its stack */
export function planIn(file: string): StackPlan {
  const stack = basename(file).replace(/(\.plan)?\.json$/, "");
  return readPlan(stack, read(file), JSON.parse(read(join(dirname(file), "cdk.tf.json"))) as Terraform);
}

/** The contracts that the stack was synthesised with. */
export function contractsNextTo(file: string): Sources {
  return fromJson(read(join(dirname(file), CONTRACTS_FILE)));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file} can't be read. ${HINT}.`, 2, { cause: error });
  }
}
