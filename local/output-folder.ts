import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { makeFolder } from "../command/make-folder.ts";
import { UserError } from "../command/user-error.ts";

/** Where a run writes unless a folder is named. Git ignores it. */
export const DEFAULT_OUTPUT = resolve(import.meta.dirname, "../pipeline-out");

/** The folder into which a run writes its results. */
export interface OutputFolder {
  readonly path: string;
  readonly terraform: string;
  readonly raw: string;
  readonly clean: string;
  /** The function's log. */
  readonly log: string;
}

/** A file that marks a folder as made by a run, so that the next run may replace its content. */
const MARKER = ".clearwell-output";

/** A folder inside the output folder, in which a run works until it replaces the last result. */
const UNFINISHED = ".unfinished";

/** Writes the results of mongodb-to-snowflake. @see replaceOutput */
export async function writeOutput<T>(
  path: string,
  work: (folder: OutputFolder) => Promise<T>,
): Promise<{ readonly result: T; readonly folder: OutputFolder }> {
  return { result: await replaceOutput(path, (unfinished) => work(foldersIn(unfinished))), folder: foldersIn(path) };
}

/**
 * Does the work in a folder beside the last result, and replaces the last result when the work is done. A run that fails leaves the
 * last result as it was.
 * @returns what the work returned
 */
export async function replaceOutput<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  const unfinished = join(path, UNFINISHED);
  await prepare(path);
  try {
    const result = await work(unfinished);
    await replace(path);
    return result;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

function foldersIn(path: string): OutputFolder {
  return {
    path,
    terraform: join(path, "terraform"),
    raw: join(path, "raw"),
    clean: join(path, "clean"),
    log: join(path, "lambda.log"),
  };
}

/** Makes the folder, if it does not exist, and an empty UNFINISHED folder in it. */
async function prepare(path: string): Promise<void> {
  try {
    const inside = await contentOf(path);
    if (inside.length > 0 && !inside.includes(MARKER))
      throw new UserError(
        `${path} is not empty and was not made by an earlier run: name another folder with --output.`,
      );
    await writeFile(join(path, MARKER), "Made by `npm start`, which replaces what is in this folder.\n");
    await rm(join(path, UNFINISHED), { recursive: true, force: true });
    await mkdir(join(path, UNFINISHED));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`${path} can't be the output folder: ${code}. Name another one with --output.`);
  }
}

async function contentOf(path: string): Promise<string[]> {
  return readdir(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await makeFolder(path);
    return [];
  });
}

/** The marker stays, so that the next run may replace the folder even if this one is interrupted here. */
async function replace(path: string): Promise<void> {
  for (const name of await readdir(path))
    if (name !== MARKER && name !== UNFINISHED) await rm(join(path, name), { recursive: true });
  for (const name of await readdir(join(path, UNFINISHED)))
    await rename(join(path, UNFINISHED, name), join(path, name));
}
