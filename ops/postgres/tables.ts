import {
  type CommandInvocation,
  ListCommandInvocationsCommand,
  SendCommandCommand,
  SSMClient,
} from "@aws-sdk/client-ssm";
import type { Command } from "commander";
import { UserError } from "../../command/user-error.ts";
import { moduleId, postgresName } from "../../stacks/snowflake-to-postgres/names.ts";
import { createTablesOf } from "../../stacks/snowflake-to-postgres/tables.ts";
import { findPostgres } from "../open-stack.ts";
import { poll } from "../poll.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { PostgresStacks } from "../stacks.ts";
import { openPostgres } from "./open-postgres.ts";

interface Options {
  readonly apply?: boolean;
  readonly json?: boolean;
}

export function addTables(ops: Command, session: Session, report: Report): void {
  ops
    .command("tables")
    .description("print create_tables.sql of the contracts; with --apply, let the bastion run the deployed one again")
    .argument("<stack>", "such as production-us-west-2-snowflake-to-postgres")
    .option("--apply", "run it: it adds what is new and drops nothing")
    .action(async (stack: string, options: Options) => report(await tables(session, stack, options), options));
}

async function tables(session: Session, name: string, { apply = false }: Options): Promise<Result> {
  if (apply) return applyTables(session, await openPostgres(session, name));
  const stacks = findPostgres(session, name) ?? (await openPostgres(session, name));
  const sql = createTablesOf(stacks.environment, session.sources);
  return { json: { stack: stacks.id, sql }, ok: true, show: (out) => out.print(sql.trimEnd()) };
}

/** What the machine runs when it first starts. https://cloudinit.readthedocs.io/en/latest/explanation/format/user-data-script.html */
const SCRIPT = "bash /var/lib/cloud/instance/scripts/part-001";

async function applyTables(session: Session, stacks: PostgresStacks): Promise<Result> {
  const { environment } = stacks;
  const ssm = session.aws(SSMClient, environment.region);
  const { Command: sent } = await ssm.send(
    new SendCommandCommand({
      DocumentName: "AWS-RunShellScript",
      Targets: [{ Key: "tag:Name", Values: [postgresName(environment, "bastion")] }],
      Parameters: { commands: [SCRIPT] },
    }),
  );
  session.err.print("  the bastion makes the tables");
  const ended = await poll(session, { everySeconds: 5, forMinutes: 10 }, async () => {
    const { CommandInvocations: [invocation] = [] } = await ssm.send(
      new ListCommandInvocationsCommand({ CommandId: sent?.CommandId }),
    );
    return isRunning(invocation) ? undefined : invocation;
  });
  if (ended === undefined)
    throw new UserError(
      `No bastion has answered in 10 minutes: deploy ${moduleId(environment, "bastion")}, or look whether it runs.`,
      1,
    );
  const ok = ended.Status === "Success";
  const machine = ended.InstanceId ?? "";
  return {
    json: { stack: stacks.id, status: ended.Status, instance: machine },
    ok,
    show: (out) =>
      out.print(
        ok
          ? `${machine} has made the tables of ${stacks.id}, as they are deployed.`
          : `${machine} has failed: ${ended.Status}. Its output: aws ssm get-command-invocation --command-id ${sent?.CommandId} --instance-id ${machine}`,
      ),
  };
}

/** A command without a target has no invocation, and one that has just been sent has none yet. */
function isRunning(invocation: CommandInvocation | undefined): boolean {
  return (
    invocation === undefined || ["Pending", "InProgress", "Delayed", "Cancelling"].includes(invocation.Status ?? "")
  );
}
