import { MailError } from "../shared/mail-errors.ts";
import type { Notice } from "../shared/notice.ts";
import { readLogEvent } from "./log-event.ts";
import { noticesOf } from "./notices-of.ts";

export interface Teller {
  /** The tables of the contracts: `video.transactions`. */
  readonly tables: ReadonlySet<string>;
  readonly publish: (notice: Notice) => Promise<void>;
}

/**
 * Tells the topic of every failure of which the lines of a log tell.
 * @returns what it told
 * @throws MailError, and Lambda tries the whole event again: a notice that was told twice is counted twice
 */
export async function tellFailures(event: unknown, { tables, publish }: Teller): Promise<Notice[]> {
  const lines = readLogEvent(event);
  const notices = lines === undefined ? [] : noticesOf(lines, tables);
  try {
    for (const notice of notices) await publish(notice);
  } catch (error) {
    throw new MailError("NOTICE_NOT_PUBLISHED", { cause: error });
  }
  return notices;
}
