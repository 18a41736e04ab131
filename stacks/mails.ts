/** Who gets mails of what goes wrong, or the reason why nobody does. */
export type MailSettings = ErrorMailSettings | { readonly none: string };

export interface ErrorMailSettings {
  /** The sender, which SES must have verified in the stack's region. While the account is in SES's sandbox, the receivers must be verified as well. */
  readonly from: string;
  /** The engineers, 1 to 50. */
  readonly to: readonly string[];
  /**
   * ARN of an identity of SES that exists, in the stack's account and region: the sender's address or its domain. Absent: the stack makes one of
   * the address, and SES sends it a mail with the link that verifies it. A stack that makes it owns it, so a second one names it.
   * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
   */
  readonly identity?: { readonly arn: string };
  /**
   * Names of the log groups whose alerts are mailed, in the stack's region. Default those of the functions that read and of the one that
   * transforms. CloudWatch Logs allows two subscriptions of a group.
   */
  readonly watch?: readonly string[];
  /**
   * Where this repository's files can be read: `https://github.com/example/clearwell/blob/main`. Mails then name pages as links. Absent: by their
   * path, `docs/mails.md#lock_held`.
   */
  readonly docs?: string;
}

/** Whether somebody gets mails. */
export function sendsMails(mails: MailSettings): mails is ErrorMailSettings {
  return !("none" in mails);
}
