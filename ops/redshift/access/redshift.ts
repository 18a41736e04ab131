import type { Command } from "commander";
import { count } from "../../../command/count.ts";
import { exitCodes } from "../../../command/exit-code.ts";
import { UserError } from "../../../command/user-error.ts";
import { assertNoProblems } from "../../../contracts/problem.ts";
import { checkDatabases } from "../../../stacks/mongodb-to-redshift/checks/check-databases.ts";
import type { Report, Result } from "../../result.ts";
import type { Session } from "../../session.ts";
import { openRedshift } from "../open-redshift.ts";
import { type Administrator, administratorOf } from "./administrator.ts";
import { type AccessPlan, planAccess } from "./plan-access.ts";
import { showAccess } from "./show-access.ts";

const HELP = `
It runs as Redshift's administrator, by the Data API: you need the rights to use
it and to read the administrator's secret. Apply after the first deploy, before
ops start; after the first load, which makes the tables; and whenever check says
so: a new column is in no view, and seen by nobody, until then.
${exitCodes("all well", "it failed, or something differs")}`;

interface Options {
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function addRedshift(ops: Command, session: Session, report: Report): void {
  const redshift = ops
    .command("redshift")
    .description("mongodb-to-redshift: roles, masks and views of readers in Redshift")
    .addHelpText("after", HELP);
  const add = (name: string, description: string, run: Run) =>
    redshift
      .command(name)
      .description(description)
      .argument("<stack>", "such as production-us-west-2-mongodb-to-redshift")
      .option("--json", "one JSON document on standard output")
      .action(async (stack: string, options: Options) => report(await run(session, stack, options), options));
  add("plan", "what an apply would make and change; --json has the statements", plan);
  add("apply", "make roles, then masks and views of the collections that are loaded", apply).option(
    "--yes",
    "also if it takes away a mask",
  );
  add("check", "whether readers see what the contracts say", check);
}

type Run = (session: Session, name: string, options: Options) => Promise<Result>;

const plan: Run = async (session, name) => {
  const { plan: planned } = await open(session, name);
  return { json: { stack: name, ...planned }, ok: true, show: (out) => show(planned, out) };
};

const check: Run = async (session, name) => {
  const { plan: planned } = await open(session, name);
  return {
    json: { stack: name, ...planned },
    ok: isDone(planned),
    show: (out) => {
      show(planned, out);
      if (!isDone(planned)) out.print(`To make it so: npm run -s ops -- redshift apply ${name}`);
    },
  };
};

const apply: Run = async (session, name, { yes = false }) => {
  const { redshift, plan: planned } = await open(session, name);
  const unmasked = planned.collections.filter((each) => each.unmasked.length > 0);
  if (!yes && unmasked.length > 0)
    throw new UserError(
      `${unmasked.map((each) => `${each.collection}: ${each.unmasked.join(", ")}`).join("\n")}
would be masked no longer. Nothing was done. If that is meant, add --yes.`,
      1,
    );
  await redshift.run(planned.setup);
  const applied = planned.collections.filter(({ statements }) => statements.length > 0);
  for (const { collection, statements } of applied) {
    session.err.print(`  ${collection}`);
    await redshift.run(statements);
  }
  return {
    json: { stack: name, ...planned, applied: applied.map(({ collection }) => collection) },
    ok: true,
    show: (out) => {
      showAccess(planned, out);
      out.print(`Applied roles and rights, and ${count(applied.length, "collection")}.`);
    },
  };
};

/** @throws ProblemsFound if Redshift can't hold what the contracts say */
async function open(session: Session, name: string): Promise<{ redshift: Administrator; plan: AccessPlan }> {
  const stack = await openRedshift(session, name, undefined);
  assertNoProblems(checkDatabases(stack.environment, session.sources));
  const redshift = await administratorOf(session, stack.environment);
  return { redshift, plan: await planAccess(redshift, stack) };
}

function isDone({ missing, collections }: AccessPlan): boolean {
  return missing.length === 0 && collections.every(({ statements }) => statements.length === 0);
}

function show(planned: AccessPlan, out: Parameters<typeof showAccess>[1]): void {
  showAccess(planned, out);
  if (isDone(planned)) out.print("Roles, masks and views are as the contracts say.");
}
