import type { Command } from "commander";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { stacksNamed, synthesize } from "../synthesize.ts";
import { estimateStack } from "./estimate.ts";
import { listPrice } from "./prices.ts";
import { showCost } from "./show-cost.ts";

export function addCost(ops: Command, session: Session, report: Report): void {
  ops
    .command("cost")
    .description("what stacks cost at list price, idle and with use; needs no credentials")
    .argument("<environment>", "such as production, for all of its stacks; or one stack")
    .action(async (name: string, options: { json?: boolean }) => report(await cost(session, name), options));
}

async function cost(session: Session, name: string): Promise<Result> {
  const stacks = stacksNamed(await synthesize(session), name);
  const costs = stacks.map((stack) => estimateStack(stack.name, stack.json));
  const items = [...new Set(costs.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const prices = Object.fromEntries(items.map((item) => [item, listPrice(item)]));
  return { json: { stacks: costs, prices }, ok: true, show: (out) => showCost(costs, out) };
}
