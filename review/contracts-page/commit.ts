import { git } from "../git.ts";

export interface Commit {
  /** Abbreviated. */
  readonly hash: string;
  readonly date: Date;
}

/** The commit that a ref names; undefined if there is no git repository or no such ref. */
export async function commitAt(ref: string, repository: string): Promise<Commit | undefined> {
  // A ref that starts with a hyphen is not an option.
  const args = ["log", "-1", "--no-show-signature", "--format=%h %cI", "--end-of-options", ref, "--"];
  const [hash, date] = (await git(repository, args).catch(() => "")).trim().split(" ");
  return hash && date ? { hash, date: new Date(date) } : undefined;
}

/** Whether a folder of the repository differs from its last commit. */
export async function hasUncommitted(folder: string, repository: string): Promise<boolean> {
  return (await git(repository, ["status", "--porcelain", "--", folder]).catch(() => "")) !== "";
}
