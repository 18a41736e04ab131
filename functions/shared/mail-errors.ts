/** What can go wrong between a line of a log and the engineer's mail, each with its remedy. The codes are stable: logs and runbooks name them. */
export const MAIL_ERRORS = {
  LOG_EVENT_UNREADABLE:
    "The function `alert` got an event that is not one of CloudWatch Logs. It is in the mails' dead-letter queue. Check what invokes the function.",
  NOTICE_NOT_PUBLISHED:
    "The function `alert` could not tell the topic. Lambda tries again, then puts the event into the mails' dead-letter queue. Check the function's role and the key of the mails.",
  NOTICE_UNREADABLE:
    "A message of the queue is from neither the function `alert`, nor an alarm of the stack, nor a pipe or task in Snowflake. It is in the mails' dead-letter queue. Find out who else writes to the queue or to the topic, and delete it.",
  MAIL_NOT_COUNTED:
    "DynamoDB did not answer whether a mail of this kind was sent in this hour, so none was sent. The queue tries again, then keeps the message in the dead-letter queue. Check the function's role and the table.",
  MAIL_DEFECT:
    "A defect of the function `alert` or `mail`. What it was to tell is in the mails' dead-letter queue: send it on after the fix.",
  MAIL_NOT_SENT:
    "SES refused the mail. The queue tries again, then keeps the message in the dead-letter queue. Check that the sender's identity is verified, and that the account has left SES's sandbox or the receivers are verified too.",
} as const;

export type MailErrorCode = keyof typeof MAIL_ERRORS;

/** Why a failure was not mailed. The cause is kept, and its message is not used: it may quote what was sent. */
export class MailError extends Error {
  readonly code: MailErrorCode;

  constructor(code: MailErrorCode, options: ErrorOptions = {}) {
    super(`${code}: ${MAIL_ERRORS[code]}`, options);
    this.name = "MailError";
    this.code = code;
  }
}
