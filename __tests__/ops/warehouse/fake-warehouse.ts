import { type Row, SnowflakeError, type Warehouse } from "../../../ops/warehouse/connection.ts";

type Answer = (sql: string) => readonly Row[];

/** Records statements, keeps the ledger's tables, and answers everything else by rules; without one, with no row. */
export class FakeWarehouse implements Warehouse {
  readonly statements: string[] = [];
  /** Values of `?`, statement by statement that has some. */
  readonly binds: (readonly string[])[] = [];
  sessions = 0;
  applied: Row[] = [];
  made: Row[] = [];
  #hasLedger = false;
  #rules: { readonly about: RegExp; readonly answer: Answer }[] = [];

  /** The newest rule for a statement counts. */
  on(about: RegExp, answer: Answer | readonly Row[]): this {
    this.#rules.unshift({ about, answer: typeof answer === "function" ? answer : () => answer });
    return this;
  }

  /** A statement that Snowflake refuses. */
  fails(about: RegExp, code = "001003", message = "SQL compilation error"): this {
    return this.on(about, () => {
      throw new SnowflakeError(code, message);
    });
  }

  works(about: RegExp): void {
    this.#rules = this.#rules.filter((rule) => rule.about.source !== about.source);
  }

  async query(sql: string, binds?: readonly string[]): Promise<readonly Row[]> {
    this.statements.push(sql);
    if (binds) this.binds.push(binds);
    const rule = this.#rules.find(({ about }) => about.test(sql));
    return rule ? rule.answer(sql) : this.#ledger(sql);
  }

  async end(): Promise<void> {
    this.sessions--;
  }

  /** Session's factory. */
  readonly connect = async (): Promise<Warehouse> => {
    this.sessions++;
    return this;
  };

  /** Statements other than those of the ledger and questions. */
  get ran(): string[] {
    return this.statements.filter((sql) => !/^(SELECT|SHOW|BEGIN|COMMIT)\b|OPERATIONS\.(applied|made)\b/i.test(sql));
  }

  clear(): void {
    this.statements.length = 0;
  }

  #ledger(sql: string): readonly Row[] {
    if (/^CREATE TABLE IF NOT EXISTS \S+\.made\b/.test(sql)) this.#hasLedger = true;
    if (/^SHOW TABLES LIKE 'MADE'/.test(sql)) return this.#hasLedger ? [{ name: "MADE" }] : [];
    if (/^SELECT file, sha256 FROM/.test(sql)) return this.applied;
    if (/^SELECT kind, name, file/.test(sql)) return this.made;
    if (/^INSERT INTO \S+\.applied/.test(sql)) {
      const [FILE, SHA256] = values(sql);
      this.applied.push({ FILE, SHA256 });
    }
    if (/^DELETE FROM \S+\.applied/.test(sql)) {
      const [file] = values(sql);
      this.applied = this.applied.filter(({ FILE }) => FILE !== file);
    }
    if (/^INSERT INTO \S+\.made/.test(sql)) {
      const found = values(sql.slice(sql.indexOf("VALUES")));
      for (let at = 0; at < found.length; at += 7) {
        const [KIND, NAME, FILE, PLACE, UNDO, VIEW_COLUMNS, DEFINITION] = found.slice(at, at + 7);
        this.made.push({ KIND, NAME, FILE, PLACE, UNDO, VIEW_COLUMNS, DEFINITION });
      }
    }
    if (/^DELETE FROM \S+\.made/.test(sql)) {
      const found = values(sql);
      for (let at = 0; at < found.length; at += 2)
        this.made = this.made.filter(({ KIND, NAME }) => KIND !== found[at] || NAME !== found[at + 1]);
    }
    return [];
  }
}

/** Literals of a statement: texts, NULL and whole numbers. */
function values(sql: string): (string | number | null)[] {
  const literals = sql.matchAll(/'((?:[^'\\]|''|\\.)*)'|\b(NULL)\b|\b(\d+)\b/gs);
  return [...literals].map(([, text, none, number]) => {
    if (none !== undefined) return null;
    if (number !== undefined) return Number(number);
    return (text ?? "").replaceAll("''", "'").replaceAll("\\\\", "\\");
  });
}
