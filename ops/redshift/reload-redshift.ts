import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";
import { findCollection, fullName } from "./find-collection.ts";
import { assertImages } from "./images.ts";
import { type RunMachine, runMachine } from "./run-machine.ts";

/**
 * Starts an execution that reads collections anew and loads them, and extracts the changes of all others, as each execution does: a reload in a job
 * beside the schedule's would have two jobs write the same batches.
 * @param yes absent: only says what it would do
 */
export async function reloadRedshift(
  session: Session,
  stack: RedshiftStack,
  named: readonly string[],
  { yes = false }: { readonly yes?: boolean | undefined },
): Promise<Result> {
  await checkAccount(session, stack);
  const machine = await runMachine(session, stack);
  const chosen = [...new Set(named.map((name) => findCollection(machine.collections, name)))];
  const names = chosen.map(fullName);
  if (!yes) throw new UserError([...effect(names), "To do it, add --yes."].join("\n"), 1);
  await assertImages(session, stack, machine.images);
  await assertAlone(session, stack, machine);
  const collections = machine.collections.map((each) =>
    chosen.includes(each) ? { ...each, mode: "snapshot" as const } : each,
  );
  const { executionArn = "" } = await session
    .aws(SFNClient, stack.environment.region)
    .send(new StartExecutionCommand({ stateMachineArn: machine.arn, input: JSON.stringify({ collections }) }));
  return {
    json: { stack: stack.id, reloading: names, execution: executionArn },
    ok: true,
    show: (out) => {
      out.print(`${names.join(", ")} ${names.length === 1 ? "is" : "are"} read anew by ${executionArn}.`);
      out.print("It goes on without this command. Until it has ended, the schedule's executions end at once.");
      out.print(`To see how it ended: npm run -s ops -- status ${stack.id}`);
    },
  };
}

function effect(names: readonly string[]): readonly string[] {
  return [
    `Every document of ${names.join(", ")} is read again from MongoDB and loaded. Rows of documents that`,
    "are no longer there are deleted when the last range is loaded; until then readers see the rows of before.",
    "The changes of the other collections wait until it has ended: the oplog must reach back that far.",
  ];
}

/** The new one would refuse to run. @throws UserError if an execution runs */
async function assertAlone(session: Session, { id, environment }: RedshiftStack, { arn }: RunMachine): Promise<void> {
  const { executions = [] } = await session
    .aws(SFNClient, environment.region)
    .send(new ListExecutionsCommand({ stateMachineArn: arn, statusFilter: "RUNNING", maxResults: 1 }));
  if (executions.length === 0) return;
  throw new UserError(
    `An execution runs, and there is only one at a time: nothing was started. Try again when it has ended (npm run -s ops -- status ${id}); ops stop keeps the schedule from starting the next.`,
    1,
  );
}
