import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { runHere } from "../../command/run-here.ts";
import type { FakeGithub } from "./fake-github.ts";

/** Synthesises the stacks of a copy of the repository, and makes a commit of it. */
export async function commitSynthesised(repository: string): Promise<void> {
  for (const script of ["functions/bundle.ts", "main.ts"])
    await runHere(script, [], { repository, env: { CDKTF_OUTDIR: join(repository, "cdktf.out") } });
  git(repository, "init", "-q");
  git(repository, "add", "main.ts");
  git(repository, "-c", "user.name=it", "-c", "user.email=it@example.com", "commit", "-q", "-m", "it");
}

/** Name of the artifact with the reviewed plan of a stack. */
export function artifactOf(repository: string, stack: string): string {
  return `plan-${stack}-${git(repository, "rev-parse", "HEAD^{tree}").trim()}`;
}

/** The files of a stack, as they were synthesised, by path. */
export function synthesised(repository: string, stack: string): Record<string, Uint8Array> {
  const folder = join(repository, "cdktf.out/stacks", stack);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path))]));
}

/** `npm run plans:reviewed` in the copy. */
export function reviewed(repository: string, github: FakeGithub, args: readonly string[]) {
  const { apiUrl, repository: name, repositoryId, token } = github.run;
  const variables = { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: name, GITHUB_REPOSITORY_ID: repositoryId };
  const env = { ...variables, GH_TOKEN: token };
  return runHere("review/reviewed-plans.ts", args, { repository, calledFrom: repository, env });
}

function git(repository: string, ...args: readonly string[]): string {
  return spawnSync("git", args, { cwd: repository, encoding: "utf8" }).stdout;
}
