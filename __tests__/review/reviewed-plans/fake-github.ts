import { zipSync } from "fflate";
import { serveLoopback } from "../../../local/loopback-server.ts";
import type { Artifact, GithubRun } from "../../../review/reviewed-plans/github.ts";

/** A fake of GitHub's API: artifacts by name, runs and zips by id. */
export interface FakeGithub {
  readonly run: GithubRun;
  /** `<authorization> <path>` of each request. */
  readonly asked: string[];
  readonly artifacts: Record<string, Artifact[]>;
  /** The differences from a run of the plan workflow. */
  readonly runs: Record<number, { readonly path?: string; readonly event?: string }>;
  readonly zips: Record<number, Record<string, Uint8Array>>;
  close(): Promise<void>;
}

const REPOSITORY_ID = 7;

/** The artifact with this id. It is a day newer for each higher id, and its run has ten times the id. */
export function artifact(id: number, more: Partial<Artifact> = {}): Artifact {
  return {
    id,
    expired: false,
    created_at: `2026-01-0${id}T00:00:00Z`,
    workflow_run: { id: id * 10, head_repository_id: REPOSITORY_ID },
    ...more,
  };
}

export async function startFakeGithub(): Promise<FakeGithub> {
  const known: Pick<FakeGithub, "asked" | "artifacts" | "runs" | "zips"> = {
    asked: [],
    artifacts: {},
    runs: {},
    zips: {},
  };
  const http = await serveLoopback(({ url = "", headers }, answer) => {
    known.asked.push(`${headers.authorization} ${url}`);
    const { pathname, searchParams } = new URL(url, "http://github");
    const runId = Number(/\/runs\/(\d+)$/.exec(pathname)?.[1]);
    const zipId = Number(/\/artifacts\/(\d+)\/zip$/.exec(pathname)?.[1]);
    if (headers.authorization !== "Bearer letter") answer.writeHead(403).end();
    else if (zipId) answer.end(zipSync(known.zips[zipId] ?? {}));
    else if (runId)
      answer.end(JSON.stringify({ path: ".github/workflows/plan.yml", event: "workflow_run", ...known.runs[runId] }));
    else answer.end(JSON.stringify({ artifacts: known.artifacts[searchParams.get("name") ?? ""] ?? [] }));
  });
  const run = {
    apiUrl: http.url,
    repository: "us/it",
    repositoryId: String(REPOSITORY_ID),
    token: "letter",
  };
  return { ...known, run, close: http.close };
}
