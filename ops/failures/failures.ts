import { type Command, Option } from "commander";
import { UserError } from "../../command/user-error.ts";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import { findCleaned, openCleaned } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { findQueue } from "./find-queue.ts";
import { forgetFailures } from "./forget-failures.ts";
import { readInbox } from "./inbox.ts";
import { listFailures } from "./list-failures.ts";
import { receiveMessages } from "./receive-messages.ts";
import { retryFailures } from "./retry-failures.ts";
import { hintsOn, type Selection, withDatabase } from "./selection.ts";

interface Options extends Selection {
  readonly retry?: true;
  readonly forget?: true;
  readonly json?: boolean;
}

export function addFailures(ops: Command, session: Session, report: Report): void {
  ops
    .command("failures")
    .description("list the objects that failed; retry them, or give them up")
    .argument("<stack>", "such as production-us-west-2")
    .option("--retry", "clean each object again; those that are gone from RAW stay in the list")
    .addOption(new Option("--forget", "give up the selected objects: delete them from the queue").conflicts("retry"))
    .option("--code <code>", "only failures with this code")
    .option("--collection <name>", "only failures of this collection")
    .option("--object <key>", "only failures of this object, as the list shows it")
    .addHelpText("after", HELP)
    .action(async (name: string, options: Options) => report(await failures(session, name, options), options));
}

const HELP = `
A failure says which object failed, where and why. CLEAN has nothing of the
object, and RAW has it until it expires. Remove the cause, then retry; if the
object itself is broken, reload its collection, then forget it.
Exit code 1 while anything is in the queue.`;

async function failures(session: Session, name: string, options: Options): Promise<Result> {
  const { retry, forget, code, collection, object } = options;
  if (forget && [code, collection, object].every((selected) => selected === undefined))
    throw new UserError("--forget needs --object, --collection or --code: it deletes the only record of a loss.");
  const known = findCleaned(session, name, "failures");
  for (const hint of hintsOn(options, session, known)) session.err.print(session.err.colors.yellow(hint));
  const environment = await openCleaned(session, name, "failures");
  const queue = await findQueue(session, environment);
  return receiveMessages(session, queue, async (received) => {
    const inbox = readInbox(received, rawBucketName(environment));
    const act = forget ? forgetFailures : retry ? retryFailures : listFailures;
    return act(session, environment, inbox, withDatabase(options, session, known));
  });
}
