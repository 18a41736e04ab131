import { unzipSync } from "fflate";
import { UserError } from "../../command/user-error.ts";
import { type Artifact, artifactsNamed, download, type GithubRun, workflowRun } from "./github.ts";
import { type Files, isPlanOf } from "./same-files.ts";

const WORKFLOW = ".github/workflows/plan.yml";

export interface ReviewedPlan {
  readonly stack: string;
  readonly artifact: number;
  /** Id of the run that made it. */
  readonly run: number;
  readonly files: Files;
}

/**
 * The newest plan of each stack that the plan workflow made for this tree of files, with exactly the synthesised files.
 * @param synthesised the files of each stack, by its name
 * @param isNeeded whether a stack must have one; without it, a stack that need not is left out
 * @throws UserError with the name of every stack that must have one and has none
 */
export async function findReviewedPlans(
  run: GithubRun,
  tree: string,
  synthesised: ReadonlyMap<string, Files>,
  isNeeded: (stack: string) => boolean,
): Promise<ReviewedPlan[]> {
  const stacks = [...synthesised.keys()];
  const found = await Promise.all([...synthesised].map(([stack, files]) => findPlan(run, tree, stack, files)));
  const missing = stacks.filter((stack, index) => found[index] === undefined && isNeeded(stack));
  if (missing.length > 0) {
    const remedy =
      "Main may have changed since the review, or a stack is new: run the synth workflow by hand on main, look at the plans " +
      "that follow, then run this one again.";
    throw new UserError(`There is no reviewed plan of these files for ${missing.join(", ")}. ${remedy}`, 1);
  }
  return found.filter((plan) => plan !== undefined);
}

async function findPlan(
  run: GithubRun,
  tree: string,
  stack: string,
  synthesised: Files,
): Promise<ReviewedPlan | undefined> {
  const newestFirst = [...(await artifactsNamed(run, `plan-${stack}-${tree}`))]
    .filter(({ expired }) => !expired)
    .sort((one, other) => other.created_at.localeCompare(one.created_at));
  for (const { id, workflow_run } of newestFirst) {
    if (!workflow_run || !(await isOurs(run, workflow_run))) continue;
    const entries = Object.entries(unzipSync(await download(run, id)));
    const files = new Map(entries.filter(([path]) => !path.endsWith("/")));
    // A pull request of the same commit with another base has the same name, and other files.
    if (isPlanOf(stack, files, synthesised)) return { stack, artifact: id, run: workflow_run.id, files };
  }
  return undefined;
}

/**
 * A fork's run, and any other workflow, can make an artifact of the same name. So can the plan workflow of a branch that
 * changed it; but `workflow_run` always starts main's text.
 */
async function isOurs(
  run: GithubRun,
  { id, head_repository_id }: NonNullable<Artifact["workflow_run"]>,
): Promise<boolean> {
  if (String(head_repository_id) !== run.repositoryId) return false;
  const { path, event } = await workflowRun(run, id);
  return path === WORKFLOW && event === "workflow_run";
}
