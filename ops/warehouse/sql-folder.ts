import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { makeFolder } from "../../command/make-folder.ts";
import { UserError } from "../../command/user-error.ts";
import { accountText } from "../../warehouse/snowflake/account.ts";
import { sqlFiles } from "../../warehouse/snowflake/files.ts";
import { type Made, textOf } from "../../warehouse/snowflake/sql-file.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import type { Session } from "../session.ts";

/** What all files make, so that two folders can be compared. */
const OBJECTS = "objects.json";

/**
 * Writes all files of an environment as for an empty account: the administrator's and those that an apply runs. Files of an earlier run
 * are removed.
 * @returns names of the files
 */
export async function writeSqlFolder({ calledFrom }: Session, target: Target, directory: string): Promise<string[]> {
  const folder = resolve(calledFrom, directory);
  await emptyFolder(folder, directory);
  const files = sqlFiles(target);
  const texts: [string, string][] = [
    ["account.sql", accountText(target)],
    ...files.map((file): [string, string] => [file.name, textOf(file)]),
    [
      OBJECTS,
      `${JSON.stringify(
        files.flatMap(({ makes }) => makes),
        null,
        2,
      )}\n`,
    ],
  ];
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
  return texts.map(([name]) => name);
}

/** @throws UserError if the folder was not written by `--sql` */
export async function readSqlFolder({ calledFrom }: Session, directory: string): Promise<Made[]> {
  try {
    return JSON.parse(await readFile(join(resolve(calledFrom, directory), OBJECTS), "utf8")) as Made[];
  } catch (error) {
    throw new UserError(`${directory} has no ${OBJECTS} that can be read. Give a folder that --sql wrote.`, 2, {
      cause: error,
    });
  }
}

/** @throws UserError if the folder has files that --sql did not write */
async function emptyFolder(folder: string, directory: string): Promise<void> {
  await makeFolder(folder);
  const files = await readdir(folder);
  const isWritten = files.length === 0 || ((await isObjects(folder)) && files.every((file) => OWN.test(file)));
  if (!isWritten)
    throw new UserError(`${directory} has other files. Name a new or empty folder, or one that --sql wrote.`);
  for (const file of files) await rm(join(folder, file));
}

/** Names that it writes. */
const OWN = /^(objects\.json|account\.sql|\d{3}_.+\.sql)$/;

/** Another program may have an `objects.json`, too. */
async function isObjects(folder: string): Promise<boolean> {
  try {
    const objects: unknown = JSON.parse(await readFile(join(folder, OBJECTS), "utf8"));
    return Array.isArray(objects) && objects.every((each: Partial<Made>) => each.kind && each.name && each.undo);
  } catch {
    return false;
  }
}
