import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { MailError } from "../shared/mail-errors.ts";
import type { Failure } from "./failure.ts";
import { readFailure } from "./read-failure.ts";
import type { Turn } from "./sent.ts";

export interface Mailer {
  /** @throws any error: the failure is then not mailed */
  readonly takeTurn: (failure: Failure, messageId: string) => Promise<Turn>;
  readonly send: (failure: Failure, unmailed: number) => Promise<void>;
  readonly mailed: (failure: Failure, turn: Turn) => void;
  readonly failed: (error: unknown) => void;
}

/** Mails the failures of a batch, one after the other. @returns the messages that SQS delivers again, in the end to the dead-letter queue */
export async function mailFailures(records: readonly SQSRecord[], mailer: Mailer): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of records) {
    try {
      await mailOne(record, mailer);
    } catch (error) {
      mailer.failed(error);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}

async function mailOne({ body, messageId }: SQSRecord, { takeTurn, send, mailed }: Mailer): Promise<void> {
  const failure = readFailure(body);
  const turn = await coded("MAIL_NOT_COUNTED", () => takeTurn(failure, messageId));
  if (turn.mail) await coded("MAIL_NOT_SENT", () => send(failure, turn.unmailed));
  mailed(failure, turn);
}

async function coded<T>(code: MailError["code"], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new MailError(code, { cause: error });
  }
}
