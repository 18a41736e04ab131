/** Something that the user can set right: the message is all he needs, a stack trace would be in his way. */
export class UserError extends Error {
  /** 2 where the command was called the wrong way, as usual on a command line. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
