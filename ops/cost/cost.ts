import type { Command } from "commander";
import { didYouMean } from "../../command/did-you-mean.ts";
import { UserError } from "../../command/user-error.ts";
import { environmentOf } from "../../stacks/policies/terraform-json.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { estimateStack } from "./estimate.ts";
import { listPrice } from "./prices.ts";
import { showCost } from "./show-cost.ts";
import { synthesizeStacks } from "./synthesize-stacks.ts";

export function addCost(ops: Command, session: Session, report: Report): void {
  ops
    .command("cost")
    .description("what stacks cost at list price, idle and with use; needs no credentials")
    .argument("<environment>", "such as production, for all of its stacks; or one stack")
    .action(async (name: string, options: { json?: boolean }) => report(await cost(session, name), options));
}

async function cost(session: Session, name: string): Promise<Result> {
  const all = [...(await synthesizeStacks(session))];
  const stacks = all.filter(([stack, json]) => stack === name || environmentOf(json) === name);
  if (stacks.length === 0)
    throw unknownName(
      session,
      name,
      all.map(([stack]) => stack),
    );
  const costs = stacks.map(([stack, json]) => estimateStack(stack, json));
  const items = [...new Set(costs.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const prices = Object.fromEntries(items.map((item) => [item, listPrice(item)]));
  return { json: { stacks: costs, prices }, ok: true, show: (out) => showCost(costs, out) };
}

function unknownName({ environments }: Session, name: string, stacks: readonly string[]): UserError {
  const names = [...new Set(environments.map(({ environment }) => environment))];
  const meant = didYouMean(name, [...names, ...stacks]);
  const known = `Environments: ${names.join(", ")}. Stacks: ${stacks.join(", ")}.`;
  return new UserError(`There is no environment or stack "${name}".${meant} ${known}`);
}
