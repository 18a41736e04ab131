import { UserError } from "../../command/user-error.ts";

/** The run of a workflow, from GitHub's variables. https://docs.github.com/en/actions/reference/variables-reference */
export interface GithubRun {
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly token: string;
}

/** https://docs.github.com/en/rest/actions/artifacts */
export interface Artifact {
  readonly id: number;
  readonly expired: boolean;
  readonly created_at: string;
  readonly workflow_run: { readonly id: number; readonly head_repository_id: number } | null;
}

/** Artifacts with this name. Newer ones come first, so the first page is enough. */
export async function artifactsNamed(run: GithubRun, name: string): Promise<readonly Artifact[]> {
  const response = await get(run, `actions/artifacts?per_page=100&name=${encodeURIComponent(name)}`);
  return ((await response.json()) as { artifacts: Artifact[] }).artifacts;
}

/** https://docs.github.com/en/rest/actions/workflow-runs */
interface WorkflowRun {
  /** File of the workflow: `.github/workflows/plan.yml`. */
  readonly path: string;
  /** The event that started it. */
  readonly event: string;
}

export async function workflowRun(run: GithubRun, runId: number): Promise<WorkflowRun> {
  return (await (await get(run, `actions/runs/${runId}`)).json()) as WorkflowRun;
}

/** An artifact's zip. */
export async function download(run: GithubRun, artifactId: number): Promise<Uint8Array> {
  return new Uint8Array(await (await get(run, `actions/artifacts/${artifactId}/zip`)).arrayBuffer());
}

async function get({ apiUrl, repository, token }: GithubRun, path: string): Promise<Response> {
  const response = await fetch(`${apiUrl}/repos/${repository}/${path}`, {
    headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
  });
  if (response.ok) return response;
  throw new UserError(`GitHub returns ${response.status} for ${path}: may the job read actions (permissions)?`, 1);
}
