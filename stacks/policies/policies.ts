import { Aspects, type IAspect, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { assertNoProblems, type Problem } from "../../contracts/problem.ts";
import { checkBuckets } from "./buckets.ts";
import { checkEncryption } from "./encryption.ts";
import { checkFunctions } from "./functions.ts";
import { checkIam } from "./iam.ts";
import { checkKeys } from "./keys.ts";
import { checkNameLengths } from "./name-lengths.ts";
import { checkNetworks } from "./networks.ts";
import { checkOutsiders } from "./outsiders.ts";
import type { PolicyRule } from "./policy-rule.ts";
import { checkPrefixes } from "./prefixes.ts";
import { checkSecrets } from "./secrets.ts";
import { checkStateful } from "./stateful.ts";
import type { Terraform } from "./terraform-json.ts";
import { checkUniqueNames } from "./unique-names.ts";
import { checkWarehouses } from "./warehouses.ts";

/** Reviewers need not check these: a stack that breaks one is not synthesised. */
const RULES: readonly PolicyRule[] = [
  checkBuckets,
  checkEncryption,
  checkIam,
  checkKeys,
  checkOutsiders,
  checkFunctions,
  checkSecrets,
  checkStateful,
  checkNameLengths,
  checkUniqueNames,
  checkPrefixes,
  checkNetworks,
  checkWarehouses,
];

export function checkPolicies(stack: Terraform): Problem[] {
  return RULES.flatMap((check) => check(stack));
}

/**
 * Makes synth fail if a stack breaks a rule.
 * @throws ProblemsFound at synth, with every problem of every stack
 */
export function enforcePolicies(stacks: readonly TerraformStack[]): void {
  for (const stack of stacks) Aspects.of(stack).add(new Policies(stacks));
}

class Policies implements IAspect {
  readonly #stacks: readonly TerraformStack[];

  constructor(stacks: readonly TerraformStack[]) {
    this.#stacks = stacks;
  }

  visit(node: IConstruct): void {
    // All stacks are checked when the first is visited. Otherwise synth would stop at the first stack that has a problem.
    if (node !== this.#stacks[0]) return;
    assertNoProblems(
      this.#stacks.flatMap((stack) =>
        checkPolicies(stack.toTerraform() as Terraform).map((problem) => ({
          ...problem,
          where: `${stack.node.id}: ${problem.where}`,
        })),
      ),
    );
  }
}
