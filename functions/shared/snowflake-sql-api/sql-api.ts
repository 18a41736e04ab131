import { type Row, readAnswer, readPartition, type StatementState } from "./answer.ts";
import { type KeyPairLogin, loginToken } from "./login-token.ts";
import { SqlApiError } from "./sql-api-error.ts";

/** In which session a statement runs. */
interface SqlApiSession {
  readonly role: string;
  readonly warehouse: string;
  readonly database: string;
}

interface SqlApiProps {
  readonly login: KeyPairLogin;
  readonly session: SqlApiSession;
  /** Of a server that stands for Snowflake. Default Snowflake's own, by the account. */
  readonly url?: string;
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** At most 280 seconds with their pauses of 2 to 16 seconds. Snowflake answers after 45 seconds at the latest. */
const TRIES = 5;
const FIRST_PAUSE_MS = 2000;
const REQUEST_MS = 50_000;

/** Answers after which the same request may succeed. https://docs.snowflake.com/en/developer-guide/sql-api/handling-errors */
const BUSY = [429, 500, 502, 503, 504];

/**
 * Snowflake's SQL API: statements over HTTPS, without a driver.
 * https://docs.snowflake.com/en/developer-guide/sql-api/index
 */
export class SqlApi {
  readonly #props: SqlApiProps;
  readonly #url: string;

  constructor(props: SqlApiProps) {
    this.#props = props;
    this.#url = `${props.url ?? `https://${props.login.account}.snowflakecomputing.com`}/api/v2/statements`;
  }

  /**
   * Begins a statement, and does not wait for its end. With the same id it is begun once, however often an answer is lost.
   * https://docs.snowflake.com/en/developer-guide/sql-api/submitting-requests#resubmitting-a-request-to-execute-sql-statements
   * @throws SqlApiError
   */
  async begin(statement: string, requestId: string): Promise<StatementState> {
    return await this.#submit(statement, requestId, true);
  }

  /** Runs a statement that takes seconds. @returns its state after at most 45 seconds @throws SqlApiError */
  async run(statement: string, requestId: string): Promise<StatementState> {
    return await this.#submit(statement, requestId, false);
  }

  /** @throws SqlApiError, also if the statement itself failed */
  async ask(handle: string): Promise<StatementState> {
    const { status, text } = await this.#request(`/${encodeURIComponent(handle)}`, { method: "GET" });
    return readAnswer(status, text);
  }

  /** All rows of a statement that has ended. @throws SqlApiError */
  async rows(done: Extract<StatementState, { state: "done" }>): Promise<readonly Row[]> {
    const all = [...done.rows];
    const columns = Object.keys(done.rows[0] ?? {});
    for (let partition = 1; partition < done.partitions; partition++) {
      const path = `/${encodeURIComponent(done.handle)}?partition=${partition}`;
      const { status, text } = await this.#request(path, { method: "GET" });
      all.push(...readPartition(status, text, columns));
    }
    return all;
  }

  async #submit(statement: string, requestId: string, isAsync: boolean): Promise<StatementState> {
    const { role, warehouse, database } = this.#props.session;
    const body = JSON.stringify({ statement, role, warehouse, database, parameters: { TIMEZONE: "UTC" } });
    // Always a retry: the function may have been ended after it had sent the request for the first time.
    const path = `?requestId=${requestId}&async=${isAsync}&retry=true`;
    const { status, text } = await this.#request(path, { method: "POST", body });
    return readAnswer(status, text);
  }

  /** Tries until Snowflake answers that it is not busy. */
  async #request(path: string, init: RequestInit): Promise<{ status: number; text: string }> {
    const { login, now, wait } = this.#props;
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(this.#url + path, {
        ...init,
        headers: {
          authorization: `Bearer ${loginToken(login, now())}`,
          "x-snowflake-authorization-token-type": "KEYPAIR_JWT",
          accept: "application/json",
          "content-type": "application/json",
          "user-agent": "clearwell",
        },
        signal: AbortSignal.timeout(REQUEST_MS),
      })
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch((cause: unknown) => ({ cause }));
      const isAnswer = "status" in answer && !BUSY.includes(answer.status);
      if (isAnswer) return answer;
      if (attempt === TRIES) {
        throw "status" in answer
          ? new SqlApiError("unreachable", String(answer.status))
          : new SqlApiError("unreachable", "no answer", { cause: answer.cause });
      }
      await wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
