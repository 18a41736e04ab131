import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { UserError } from "../../command/user-error.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import { git } from "../git.ts";

const FOLDER = "contracts";

/** The exports of `contracts/index.ts`; before there were several sources, only the list. */
interface Index {
  readonly EXPECTED_FIELDS_FOR_ANALYTICS: AllowList;
  readonly SOURCES?: Sources;
}

/** The database of the list, when there was only one. */
const FIRST_DATABASE = "legion";

/**
 * The sources as they were at a git ref.
 * @throws UserError if git does not know the ref, or there was no allow-list yet
 */
export async function sourcesAt(ref: string, repository: string): Promise<Sources> {
  const { SOURCES, EXPECTED_FIELDS_FOR_ANALYTICS } = await indexAt(ref, repository);
  return SOURCES ?? { [FIRST_DATABASE]: { engine: "mongodb", collections: EXPECTED_FIELDS_FOR_ANALYTICS } };
}

/** Copies the folder of that ref elsewhere and loads it. This works because it imports only its own files. */
async function indexAt(ref: string, repository: string): Promise<Index> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-contracts-"));
  try {
    const commit = await commitOf(ref, repository);
    const files = await gitAt(ref, repository, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, FOLDER]);
    for (const file of files.split("\0").filter((name) => name.endsWith(".ts"))) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), await gitAt(ref, repository, ["show", `${commit}:${file}`]));
    }
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    return await load(join(folder, FOLDER, "index.ts"), ref);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function load(file: string, ref: string): Promise<Index> {
  try {
    const index = (await import(pathToFileURL(file).href)) as Partial<Index>;
    if (index.EXPECTED_FIELDS_FOR_ANALYTICS !== undefined) return index as Index;
  } catch (error) {
    throw new UserError(`The allow-list at "${ref}" can't be loaded. Compare with a later commit.`, 1, {
      cause: error,
    });
  }
  throw new UserError(`${FOLDER}/index.ts has no allow-list at "${ref}". Compare with a later commit.`, 1);
}

async function commitOf(ref: string, repository: string): Promise<string> {
  // A ref that starts with a hyphen is not an option.
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  return (await gitAt(ref, repository, args)).trim();
}

async function gitAt(ref: string, repository: string, args: readonly string[]): Promise<string> {
  try {
    return await git(repository, args);
  } catch (error) {
    const remedy = "Give a branch, a tag or a commit; on CI it may have to be fetched first.";
    throw new UserError(`git can't give "${ref}". ${remedy}`, 1, { cause: error });
  }
}
