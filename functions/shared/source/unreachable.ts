/** A source that could not be read. The message has codes only: what a server says may quote the login. */
export class Unreachable extends Error {
  constructor(message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = "Unreachable";
  }
}
