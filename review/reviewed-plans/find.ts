import { UserError } from "../../command/user-error.ts";
import { type Artifact, artifactsNamed, type GithubRun, treeOf, workflowRun } from "./github.ts";

const WORKFLOW = ".github/workflows/plan.yml";

export interface ReviewedPlan {
  readonly stack: string;
  readonly artifact: { readonly id: number; readonly name: string };
  /** Id of the run that made it, as text: an output of a workflow is nothing else. */
  readonly run: string;
}

/**
 * The newest plan of each stack that was made of this very tree of files.
 * @throws UserError that names every stack without one
 */
export async function findReviewedPlans(
  run: GithubRun,
  tree: string,
  stacks: readonly string[],
): Promise<ReviewedPlan[]> {
  const found = await Promise.all(stacks.map((stack) => findPlan(run, tree, stack)));
  const missing = stacks.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) {
    const remedy =
      "Main may have moved since the review: run the plan workflow on main, look at it, then run this one again.";
    throw new UserError(`There is no reviewed plan of these files for ${missing.join(", ")}. ${remedy}`, 1);
  }
  return found.filter((plan) => plan !== undefined);
}

async function findPlan(run: GithubRun, tree: string, stack: string): Promise<ReviewedPlan | undefined> {
  const name = `plan-${stack}-${tree}`;
  const newestFirst = [...(await artifactsNamed(run, name))]
    .filter(({ expired }) => !expired)
    .sort((one, other) => other.created_at.localeCompare(one.created_at));
  for (const { id, workflow_run } of newestFirst) {
    if (workflow_run && (await isOurs(run, tree, workflow_run))) {
      return { stack, artifact: { id, name }, run: String(workflow_run.id) };
    }
  }
  return undefined;
}

/**
 * A fork's run, and any other workflow, can make an artifact of the same name. So can the plan workflow of a branch that has
 * rewritten it: what counts is the commit that GitHub says the run was of, not what the run says of itself.
 */
async function isOurs(
  run: GithubRun,
  tree: string,
  { id, head_repository_id }: NonNullable<Artifact["workflow_run"]>,
): Promise<boolean> {
  if (String(head_repository_id) !== run.repositoryId) return false;
  const { path, head_sha } = await workflowRun(run, id);
  return path === WORKFLOW && (await treeOf(run, head_sha)) === tree;
}
