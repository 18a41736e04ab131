import { type Lake, type LakeFile, listAll, listFolder } from "./lake.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** DMS sorts a file of changes into the hour of their commit, so a late one is in an older folder than others of its time. */
const LATE_DAYS = 2;

/** A file of changes is in a folder for each hour; all others are of a full load. */
const DATED = /\/\d{4}\/\d{2}\/\d{2}\/\d{2}\/[^/]+$/;

/** `2026/`, `2026/11/` … below the table's folder. */
const LEVELS = [/\/\d{4}\/$/, /\/\d{2}\/$/, /\/\d{2}\/$/, /\/\d{2}\/$/];

/**
 * The files of a table whose columns are to be looked at: the newest of its changes and the newest of its full load, however old, and all
 * that were written since. S3 lists by name, so one list that begins two days before has all of them, of whatever number of hours; a
 * table without changes since then takes one more for each level of folders.
 * @param folder `<database>/<table>/`
 */
export async function filesToCheck(lake: Lake, folder: string, since: Date): Promise<readonly LakeFile[]> {
  const day = new Date(since.getTime() - LATE_DAYS * DAY_MS).toISOString().slice(0, 10).replaceAll("-", "/");
  const listed = await listAll(lake, folder, `${folder}${day}`);
  const changes = listed.filter(({ key }) => DATED.test(key));
  const newest = [
    ...newestOf(changes.length > 0 ? changes : await newestHour(lake, folder)),
    ...newestOf(listed.filter(({ key }) => !DATED.test(key))),
  ];
  const names = new Set(newest.map(({ key }) => key));
  return [...newest, ...listed.filter(({ key, at }) => at >= since && !names.has(key))];
}

/** The files of the newest hour; none if the table has no dates. */
async function newestHour(lake: Lake, table: string): Promise<readonly LakeFile[]> {
  let folder = table;
  for (const level of LEVELS) {
    const newest = (await listFolder(lake, folder)).folders.filter((each) => level.test(each)).at(-1);
    if (newest === undefined) return [];
    folder = newest;
  }
  return listAll(lake, folder);
}

function newestOf(files: readonly LakeFile[]): readonly LakeFile[] {
  const [newest] = files.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  return newest === undefined ? [] : [newest];
}
