import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { maskIn } from "../collections.ts";
import { deployedHeaderReport } from "../deployed-cleaner.ts";
import type { Session } from "../session.ts";
import type { NewestObject } from "../status/newest-object.ts";
import { type HeaderStatus, judgeHeader } from "./header-status.ts";

/**
 * Checks the header of each collection's newest object in RAW with the working tree's masks. Objects that the deployed cleaner
 * would skip, and objects that are gone, are left out. The cleaner is asked about one at a time, so that new objects do not wait.
 * @param newest by collection
 * @param onChecked called with each collection that was checked
 */
export async function checkHeaders(
  session: Session,
  environment: MongodbToSnowflake,
  newest: ReadonlyMap<string, NewestObject>,
  onChecked: (collection: string) => void = () => undefined,
): Promise<ReadonlyMap<string, HeaderStatus>> {
  const { nullMarker, cleaner } = environment;
  const found = new Map<string, HeaderStatus>();
  for (const [collection, { key }] of newest) {
    const mask = maskIn(session, environment, collection);
    const report = await deployedHeaderReport(session, environment, key);
    if (report !== null && report.refusal?.code !== "OBJECT_MISSING")
      found.set(collection, judgeHeader(key, report, { mask, nullMarker, passOp: cleaner.passOp }));
    onChecked(collection);
  }
  return found;
}
