/** A mistake that the user can correct. Its message is enough, so no stack trace is printed. */
export class UserError extends Error {
  /** 2 if the command was called the wrong way, as usual on a command line. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 2, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
