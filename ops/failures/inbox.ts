import { count } from "../../command/count.ts";
import type { Terminal } from "../../command/terminal.ts";
import type { Loan, QueuedMessage } from "./borrow-messages.ts";
import type { FailureMessage } from "./failed-object.ts";
import { readFailureRecord } from "./failure-message.ts";

/** The messages of the queue, read. */
export interface Inbox extends Loan {
  readonly ours: readonly FailureMessage[];
  /** None that Lambda wrote for the cleaner. They stay where they are, whatever is asked for. */
  readonly foreign: readonly QueuedMessage[];
}

export function readInbox(loan: Loan, rawBucket: string): Inbox {
  const ours: FailureMessage[] = [];
  const foreign: QueuedMessage[] = [];
  for (const message of loan.messages) {
    const record = readFailureRecord(message.body, rawBucket);
    if (record) ours.push({ id: message.id, sent: message.sent, ...record });
    else foreign.push(message);
  }
  return { ...loan, ours, foreign };
}

/** What there is to know of the queue besides its failures, for machines. */
export function inboxJson({ foreign, elsewhere, isGrowing }: Inbox): object {
  return { foreign: foreign.map(({ id, sent }) => ({ messageId: id, sent })), elsewhere, isGrowing };
}

/** The same for people; nothing where there is nothing to know. */
export function showInbox({ foreign, elsewhere, isGrowing }: Inbox, out: Terminal): void {
  const { yellow } = out.colors;
  if (foreign.length > 0) {
    out.print(
      yellow(`\nNot of the cleaner, left alone: ${count(foreign.length, "message")}. Look at who writes to the queue.`),
    );
    for (const { id, sent } of foreign) out.print(`  ${id}, sent ${sent.toISOString()}`);
  }
  if (elsewhere > 0)
    out.print(
      yellow(
        `\nAbout ${count(elsewhere, "message")} more are being read elsewhere, or were until just now: look again in five minutes.`,
      ),
    );
  if (isGrowing) out.print(yellow("\nThe queue went on growing while it was read: there is more than is shown."));
}
