import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../command/user-error.ts";
import { withProgress } from "../../command/with-progress.ts";
import { cleanFile } from "../../functions/cleaner/clean-file.ts";
import { cleanKey } from "../../functions/cleaner/clean-key.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { maskHash, type Projection } from "../../functions/cleaner/projection.ts";
import { folder } from "../../functions/cleaner/route.ts";
import { cleanerSettings } from "../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { mongodbToSnowflakeIn } from "../../stacks/mongodb-to-snowflake/deployments.ts";
import { collectionPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { maskIn } from "../collections.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import { listFiles } from "./raw-files.ts";
import type { ListedObject } from "./raw-objects.ts";
import type { ReplayRequest } from "./replay-stack.ts";
import { type DirectoryReplay, directoryJson, type FailedFile, showDirectory } from "./show-directory.ts";
import { isWithin } from "./window.ts";

/** A RAW file, and the path of its CLEAN file. */
interface Pair extends ListedObject {
  readonly from: string;
  readonly to: string;
}

/** The same for the folders `raw/` and `clean/` that `npm start -- --output DIR` writes, under the masks of the working tree. */
export async function replayDirectory(
  session: Session,
  name: string,
  { collection, window, yes }: ReplayRequest,
): Promise<Result> {
  const directory = resolve(session.calledFrom, name);
  const primary = primaryOf(session);
  const [settings, prefix] = [cleanerSettings(primary), collectionPrefix(primary, collection)];
  const mask = maskIn(session, primary, collection);
  const projection = { mask, nullMarker: settings.nullMarker, passOp: settings.passOp };
  const listed = await listFiles(session, join(directory, "raw"), prefix);
  const found = listed
    .filter(({ modified }) => isWithin(window, modified))
    .map((file) => pairOf(directory, file, settings, projection));
  // Without a version in the name, an existing file may have other content.
  const changing = found.filter(({ to }) => settings.cleanNames === "same-name" || !existsSync(to));
  const failed = yes ? await cleanAll(session, changing, { collection, ...settings, ...projection }) : undefined;
  const replay: DirectoryReplay = { name, collection, mask: maskHash(projection), found, changing, failed };
  return {
    json: directoryJson(replay),
    ok: failed === undefined || failed.length === 0,
    show: (out) => showDirectory(replay, out),
  };
}

/** `npm start` uses the settings of the primary stack. */
export function primaryOf({ environments }: Session): MongodbToSnowflake {
  const primary = mongodbToSnowflakeIn(environments).find(isPrimary);
  if (!primary) throw new UserError("environments/ has no primary stack, whose settings apply to these files.");
  return primary;
}

function pairOf(directory: string, file: ListedObject, settings: CleanerEnvironment, projection: Projection): Pair {
  const version = { etag: file.etag, maskHash: maskHash(projection) };
  const key = cleanKey(file.key.slice(folder(settings.rawPrefix).length), version, settings);
  return { ...file, from: join(directory, "raw", file.key), to: join(directory, "clean", key) };
}

/** Cleans one file after the other. If one fails, the others are still cleaned. */
function cleanAll(
  session: Session,
  pairs: readonly Pair[],
  job: Projection & { readonly collection: string; readonly csvDelimiter: string },
): Promise<FailedFile[]> {
  const { collection, csvDelimiter, mask, nullMarker, passOp } = job;
  return withProgress(session, pairs.length, async (step) => {
    const failed: FailedFile[] = [];
    for (const { key, from, to } of pairs) {
      await mkdir(dirname(to), { recursive: true });
      try {
        await cleanFile({ collection, csvDelimiter, mask, nullMarker, passOp, from, to });
      } catch (error) {
        if (!(error instanceof CleanerError)) throw error;
        failed.push({ key, code: error.code, explanation: error.message });
      }
      step(key);
    }
    return failed;
  });
}
