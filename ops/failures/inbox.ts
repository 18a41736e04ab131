import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { FailureMessage } from "./failed-object.ts";
import { readFailureRecord } from "./failure-message.ts";
import type { QueuedMessage, ReceivedMessages } from "./receive-messages.ts";

/** The messages of the queue, by what they are. */
export interface Inbox extends ReceivedMessages {
  readonly failureMessages: readonly FailureMessage[];
  /** Messages that Lambda did not write for the cleaner. No command changes them. */
  readonly foreign: readonly QueuedMessage[];
}

export function readInbox(received: ReceivedMessages, rawBucket: string): Inbox {
  const failureMessages: FailureMessage[] = [];
  const foreign: QueuedMessage[] = [];
  for (const message of received.messages) {
    const record = readFailureRecord(message.body, rawBucket);
    if (record) failureMessages.push({ id: message.id, sent: message.sent, ...record });
    else foreign.push(message);
  }
  return { ...received, failureMessages, foreign };
}

/** What else is in the queue, for `--json`. */
export function inboxJson({ foreign, elsewhere, isGrowing }: Inbox): object {
  return { foreign: foreign.map(({ id, sent }) => ({ messageId: id, sent })), elsewhere, isGrowing };
}

/** The same for people; prints nothing if there is nothing. */
export function showInbox({ foreign, elsewhere, isGrowing }: Inbox, out: Terminal): void {
  const { yellow } = out.colors;
  if (foreign.length > 0) {
    out.print(
      yellow(
        `\nNot the cleaner's, left as they are: ${count(foreign.length, "message")}. Find out who writes to the queue.`,
      ),
    );
    for (const { id, sent } of foreign) out.print(`  ${id}, sent ${sent.toISOString()}`);
  }
  if (elsewhere > 0)
    out.print(
      yellow(
        `\nAbout ${count(elsewhere, "message")} more are being read by somebody else, or were until just now: try again in five minutes.`,
      ),
    );
  if (isGrowing) out.print(yellow("\nThe queue was growing while it was read: it has more than is shown."));
}
