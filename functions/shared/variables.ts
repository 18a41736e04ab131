/** Environment variables of a function, whose mistakes are reported all at once. */
export class Variables {
  readonly #variables: Readonly<Record<string, string | undefined>>;
  readonly #wrong: string[] = [];

  constructor(variables: Readonly<Record<string, string | undefined>>) {
    this.#variables = variables;
  }

  /** @returns undefined if the variable is not set, or empty */
  optional(name: string): string | undefined {
    return this.#variables[name] || undefined;
  }

  /** An empty variable counts as missing: an empty prefix would match every key. */
  required(name: string): string {
    const value = this.#variables[name];
    if (!value) this.#wrong.push(`${name} is not set`);
    return value ?? "";
  }

  /** May be empty, but must be set. */
  text(name: string): string {
    return this.#variables[name] ?? this.required(name);
  }

  oneOf<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const found = allowed.find((value) => value === this.#variables[name]);
    if (found === undefined) this.#wrong.push(`${name} must be one of ${allowed.join(", ")}`);
    return found ?? allowed[0];
  }

  number(name: string): number {
    const value = this.required(name);
    const number = Number(value);
    if (value !== "" && !Number.isFinite(number)) this.#wrong.push(`${name} is not a number`);
    return number;
  }

  /** @returns undefined if the variable is not set, or empty */
  json<Value>(name: string): Value | undefined {
    const value = this.optional(name);
    try {
      return value === undefined ? undefined : (JSON.parse(value) as Value);
    } catch {
      this.#wrong.push(`${name} is not JSON`);
      return undefined;
    }
  }

  /** Called when all are read. @throws Error that names every variable that is missing or has a wrong value */
  check(who: string): void {
    if (this.#wrong.length > 0) throw new Error(`${who}'s environment is wrong: ${this.#wrong.join("; ")}.`);
  }
}
