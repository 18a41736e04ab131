import { run } from "../../ops/run.ts";
import type { Session } from "../../ops/session.ts";
import { recorder } from "../command/recorder.ts";
import { ALL, ALLOW_LIST } from "../stacks/fixtures.ts";
import { clientsAt } from "./clients.ts";

/** The output of a command, without colours, and its exit code. */
interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Milliseconds that it would have waited. */
  readonly waited: number;
}

/** The time in all these tests. */
const NOW = new Date("2026-11-21T12:00:00Z");

/** Runs a command with the stacks of the fixtures against a fake AWS, without waiting. */
export async function operate(args: readonly string[], endpoint: string, differs: Partial<Session> = {}): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  let waited = 0;
  const code = await run(args, {
    environments: ALL,
    allowList: ALLOW_LIST,
    aws: clientsAt(endpoint),
    out: recorder(out),
    err: recorder(err),
    now: () => NOW,
    wait: async (milliseconds) => {
      waited += milliseconds;
    },
    calledFrom: ".",
    ...differs,
  });
  return { code, out: out.join("\n"), err: err.join("\n"), waited };
}
