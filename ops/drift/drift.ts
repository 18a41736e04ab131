import { type Command, Option } from "commander";
import { UserError } from "../../command/user-error.ts";
import { fullName } from "../redshift/find-collection.ts";
import { openRedshift } from "../redshift/open-redshift.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { acceptDrift } from "./accept-drift.ts";
import { type InspectedCollection, inspectCollection } from "./inspect-collection.ts";
import { rejectDrift } from "./reject-drift.ts";
import { showCollection } from "./show-collection.ts";

interface Options {
  readonly collection?: string;
  readonly accept?: true;
  readonly reject?: true;
  readonly json?: boolean;
}

export function addDrift(ops: Command, session: Session, report: Report): void {
  ops
    .command("drift")
    .description("mongodb-to-redshift: which collections a change of their documents has stopped; accept or reject it")
    .argument("<stack>", "such as production-us-west-2-mongodb-to-redshift")
    .option("--collection <name>", "only this collection")
    .option("--accept", "take the changes into the schema of --collection; the next run loads all that waits, in order")
    .addOption(
      new Option("--reject", "keep --collection as it is until it is read anew; what waits is not loaded").conflicts(
        "accept",
      ),
    )
    .addHelpText("after", HELP)
    .action(async (name: string, options: Options) => report(await drift(session, name, options), options));
}

const HELP = `
Extraction goes on while a collection is stopped, and the others are loaded.
Names and counts only: no value is shown. Reads and writes the stack's bucket.
Without a decision, exit code 1 while a collection is stopped.`;

async function drift(session: Session, name: string, { collection: only, accept, reject }: Options): Promise<Result> {
  if ((accept || reject) && only === undefined)
    throw new UserError("--accept and --reject need --collection: each collection is a decision of its own.");
  const { id, lake, collections } = await openRedshift(session, name, only);
  for (const collection of collections) {
    if (accept) await acceptDrift(lake, collection);
    if (reject) await rejectDrift(lake, collection);
  }
  const inspected: InspectedCollection[] = [];
  for (const collection of collections) inspected.push(await inspectCollection(lake, collection));
  return {
    json: { stack: id, collections: inspected },
    ok: reject === true || inspected.every(({ stopped }) => stopped === null),
    show: (out) => {
      const stopped = inspected.filter((each) => each.stopped !== null);
      for (const each of stopped) showCollection(each, out);
      const others = inspected.length - stopped.length;
      if (accept) out.print(`${inspected.map(fullName).join()} is accepted: the next run loads what waits.`);
      else if (stopped.length === 0) out.print(`No collection of ${id} is stopped.`);
      else if (others > 0) out.print(`${others} of ${inspected.length} collections are not stopped.`);
    },
  };
}
