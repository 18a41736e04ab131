import { type Command, Option } from "commander";
import { UserError } from "../../command/user-error.ts";
import { rawBucketName } from "../../stacks/names.ts";
import { openStack } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { borrowMessages } from "./borrow-messages.ts";
import { findQueue } from "./find-queue.ts";
import { forgetFailures } from "./forget-failures.ts";
import { readInbox } from "./inbox.ts";
import { listFailures } from "./list-failures.ts";
import { retryFailures } from "./retry-failures.ts";
import { type Selection, unknownIn } from "./selection.ts";

interface Options extends Selection {
  readonly retry?: true;
  readonly forget?: true;
  readonly json?: boolean;
}

export function addFailures(ops: Command, session: Session, report: Report): void {
  ops
    .command("failures")
    .description("list the objects that failed; put them through again, or give up on them")
    .argument("<stack>", "such as production-us-west-2")
    .option("--retry", "put each object through again; what RAW has no more stays in the list")
    .addOption(new Option("--forget", "give up on the objects that are selected").conflicts("retry"))
    .option("--code <code>", "only failures with this code")
    .option("--collection <name>", "only failures of this collection")
    .option("--object <key>", "only failures of this object, as the list shows it")
    .addHelpText("after", HELP)
    .action(async (name: string, options: Options) => report(await failures(session, name, options), options));
}

const HELP = `
A failure is a pointer: which object, where, why. Nothing of the object is in
CLEAN, and RAW has it until it expires. Retry after the cause is removed; if the
object itself is broken, reload its collection, then forget it.
Exit code 1 while anything is in the queue.`;

async function failures(session: Session, name: string, options: Options): Promise<Result> {
  const { retry, forget, code, collection, object } = options;
  if (forget && [code, collection, object].every((selected) => selected === undefined))
    throw new UserError("--forget needs --object, --collection or --code: it drops what tells of a loss.");
  for (const hint of unknownIn(options, session.allowList)) session.err.print(session.err.colors.yellow(hint));
  const environment = await openStack(session, name);
  const queue = await findQueue(session, environment);
  return borrowMessages(session, queue, async (loan) => {
    const inbox = readInbox(loan, rawBucketName(environment));
    const act = forget ? forgetFailures : retry ? retryFailures : listFailures;
    return act(session, environment, inbox, options);
  });
}
