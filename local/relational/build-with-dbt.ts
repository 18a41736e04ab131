import { join } from "node:path";
import { count } from "../../command/count.ts";
import type { Progress, Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import type { Sources } from "../../contracts/source.ts";
import { applyPlan, filesToRun } from "../../ops/warehouse/apply.ts";
import { lookUp } from "../../ops/warehouse/look-up.ts";
import { account } from "../../warehouse/snowflake/account.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { copyDbtProject } from "../dbt/dbt-project.ts";
import { runDbt } from "../dbt/run-dbt.ts";
import { as, type LoadedSnowflake, loginTo, runAll } from "../snowflake/load-clean.ts";
import { startStandin } from "../snowflake/start-standin.ts";
import { LAKE_BUCKET } from "./target.ts";

interface Request {
  /** Folder that stands for the lake's bucket. */
  readonly lake: string;
  /** Folder for a copy of the dbt project, with dbt's log. */
  readonly project: string;
  readonly sources: Sources;
  readonly target: Target;
}

/**
 * Starts a stand-in for Snowflake and lets dbt build all models in it.
 * @throws UserError if dbt fails
 */
export async function buildWithDbt(request: Request, show: Terminal): Promise<LoadedSnowflake> {
  const { lake, project, sources, target } = request;
  const standin = await startStandin({ [LAKE_BUCKET]: lake });
  const login = loginTo(standin.url, target);
  try {
    await as(login, "ACCOUNTADMIN", (admin) => runAll(admin, account(target).statements));
    await apply(login, target, true, show);
    await copyDbtProject(project, sources, target, standin.url);
    show.print("  dbt reads the project, and makes external tables over the lake");
    await build(project, show);
    await apply(login, target, false, show);
    return { login, stop: () => standin.stop() };
  } catch (error) {
    await standin.stop();
    throw error;
  }
}

/** What `ops warehouse run` does before and after dbt. */
function apply(login: LoadedSnowflake["login"], target: Target, beforeDbt: boolean, show: Terminal): Promise<void> {
  return as(login, target.snowflake.ownerRole, async (owner) => {
    const found = await lookUp(owner, target, { beforeDbt });
    const progress = show.progress(filesToRun(found.plan).length);
    await applyPlan(owner, { target, ...found }, (what) => progress.step(what)).finally(() => progress.end());
  });
}

/** `12:00:00  3 of 57 OK created sql view model current_practice.clients .... [SUCCESS 1 in 0.10s]` */
const STEP = /(?<done>\d+) of (?<all>\d+) (?!START|OK hook)[A-Z]+ .*?(?<what>[\w.]*\w) \.* ?\[/;

/** Longest name of a test that fits a line. */
const WIDTH = 60;

async function build(project: string, show: Terminal): Promise<void> {
  let progress: Progress | undefined;
  // Unit tests are about the macros, not about what was made here.
  const { code, output } = await runDbt(project, ["build", "--exclude-resource-type", "unit_test"], (line) => {
    const { done, all, what = "" } = STEP.exec(line)?.groups ?? {};
    if (done === undefined) return;
    progress ??= show.progress(Number(all));
    progress.reach(Number(done), what.slice(0, WIDTH));
  }).finally(() => progress?.end());
  if (code === 0) return;
  const failed = output.split("\n").filter((line) => /\b(FAIL|ERROR)\b/.test(line));
  throw new UserError(
    `dbt ended with ${code ?? "a signal"}, and ${count(failed.length, "line")} of its log say why: ${join(project, "logs/dbt.log")}`,
    1,
  );
}
