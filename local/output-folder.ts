import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UserError } from "../command/user-error.ts";

/** Where a run leaves what it made. */
export interface OutputFolder {
  readonly path: string;
  readonly terraform: string;
  readonly raw: string;
  readonly clean: string;
  /** What the function logged. */
  readonly log: string;
}

/** Tells a folder of ours, which the next run may empty, from one that somebody else keeps things in. */
const MARKER = ".clearwell-output";

/** Makes the folder, or empties it when an earlier run has made it. */
export async function prepareOutputFolder(path: string): Promise<OutputFolder> {
  try {
    await makeEmpty(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`${path} can't be the output folder: ${code}. Name another one with --output.`);
  }
  return {
    path,
    terraform: join(path, "terraform"),
    raw: join(path, "raw"),
    clean: join(path, "clean"),
    log: join(path, "lambda.log"),
  };
}

async function makeEmpty(path: string): Promise<void> {
  const inside = await readdir(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await makeFolder(path);
    return [] as string[];
  });
  if (inside.length > 0 && !inside.includes(MARKER))
    throw new UserError(`${path} is not empty and was not made by an earlier run: name another folder with --output.`);
  // The marker stays: a run that ends halfway leaves a folder that the next one may empty.
  for (const name of inside) if (name !== MARKER) await rm(join(path, name), { recursive: true });
  await writeFile(join(path, MARKER), "Made by `npm start`, which empties this folder before each run.\n");
}

/** Node's own recursive way never ends where a parent that exists answers ENOENT, as `/proc` does. */
async function makeFolder(path: string): Promise<void> {
  if (!existsSync(dirname(path))) await makeFolder(dirname(path));
  await mkdir(path);
}
