/** Messages in their order, for one reader who waits for them. */
export class Mailbox<T> {
  readonly #messages: T[];
  #failure: { readonly error: unknown } | undefined;
  #onNews: (() => void) | undefined;

  constructor(messages: readonly T[] = []) {
    this.#messages = [...messages];
  }

  add(...messages: readonly T[]): void {
    this.#messages.push(...messages);
    this.#onNews?.();
  }

  /** Throws an error to the reader, after the messages that are there. */
  fail(error: unknown): void {
    this.#failure ??= { error };
    this.#onNews?.();
  }

  async take(): Promise<T> {
    while (this.#messages.length === 0) {
      if (this.#failure !== undefined) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#onNews = resolve;
      });
    }
    return this.#messages.shift() as T;
  }
}
