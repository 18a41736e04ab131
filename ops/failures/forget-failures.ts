import { count } from "../../command/count.ts";
import { table } from "../../command/table.ts";
import { mapWithProgress } from "../../command/with-progress.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { groupFailures } from "./failed-object.ts";
import { type Inbox, inboxJson, showInbox } from "./inbox.ts";
import { isSelected, type Selection } from "./selection.ts";
import { nameOf } from "./show.ts";

/** Gives up objects: deletes the messages that are about no other object. In RAW they stay until they expire. */
export async function forgetFailures(
  session: Session,
  environment: MongodbToSnowflake,
  inbox: Inbox,
  selection: Selection,
): Promise<Result> {
  const isWanted = (failure: Parameters<typeof isSelected>[0]) => isSelected(failure, selection);
  const wanted = inbox.failureMessages.filter(({ failures }) => failures.every(isWanted));
  const mixed = inbox.failureMessages.filter(
    ({ failures }) => failures.some(isWanted) && !failures.every(isWanted),
  ).length;
  await mapWithProgress(session, wanted, { every: 1, say: ({ id }) => id }, (message) => inbox.delete(message));
  const forgotten = groupFailures(wanted);
  return {
    ok: mixed === 0,
    json: {
      stack: stackName(environment),
      forgotten: forgotten.map(({ object, code, times }) => ({ object: object?.key ?? null, code, times })),
      mixed,
      ...inboxJson(inbox),
    },
    show: (out) => {
      out.print(forgotten.length === 0 ? "Nothing in the queue matches." : out.colors.bold("Forgotten"));
      if (forgotten.length > 0)
        out.print(
          table(
            forgotten.map(({ object, code }) => [nameOf(object), code]),
            2,
          ),
        );
      if (mixed > 0) out.print(`${count(mixed, "message")} not deleted: about other failures, too.`);
      showInbox(inbox, out);
    },
  };
}
