import type { Command } from "commander";
import type { Report, Result } from "./result.ts";
import type { Session } from "./session.ts";
import { type SynthesizedStack, stacksNamed, synthesize } from "./synthesize.ts";

export function addOrder(ops: Command, session: Session, report: Report): void {
  ops
    .command("order")
    .description("in which order the stacks of an environment are deployed, and destroyed; needs no credentials")
    .argument("<environment>", "such as production, for all of its stacks; or one stack")
    .action(async (name: string, options: { json?: boolean }) => report(await order(session, name), options));
}

async function order(session: Session, name: string): Promise<Result> {
  const stacks = inOrder(stacksNamed(await synthesize(session), name));
  const deploy = stacks.map(({ name: stack, after }) => ({ stack, after }));
  return {
    json: { deploy, destroy: deploy.map(({ stack }) => stack).toReversed() },
    ok: true,
    show: (out) => {
      out.print(out.colors.bold("Deploy in this order:"));
      for (const { stack, after } of deploy)
        out.print(`  ${stack}${after.length === 0 ? "" : `  (needs ${after.join(", ")})`}`);
      out.print(out.colors.bold("\nDestroy in the reverse order, each switched off and without protection first:"));
      for (const { stack } of deploy.toReversed()) out.print(`  ${stack}`);
    },
  };
}

/** Each stack after those that it needs; otherwise in the given order. */
function inOrder(stacks: readonly SynthesizedStack[]): readonly SynthesizedStack[] {
  const placed: SynthesizedStack[] = [];
  const place = (stack: SynthesizedStack): void => {
    if (placed.includes(stack)) return;
    for (const name of stack.after) {
      const needed = stacks.find((each) => each.name === name);
      if (needed !== undefined) place(needed);
    }
    placed.push(stack);
  };
  for (const stack of stacks) place(stack);
  return placed;
}
