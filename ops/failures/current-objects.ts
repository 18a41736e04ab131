import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { mapWithProgress } from "../../command/with-progress.ts";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "../session.ts";
import type { CurrentObject } from "./raw-state.ts";

/**
 * What RAW has under these keys now; keys that are gone are left out. It lists them, because nobody but the cleaner may read an
 * object, not even with HEAD (docs/decisions/006-raw-is-closed.md).
 */
export async function currentObjects(
  session: Session,
  environment: MongodbToSnowflake,
  keys: readonly string[],
): Promise<ReadonlyMap<string, CurrentObject>> {
  const s3 = session.aws(S3Client, environment.region);
  const found = new Map<string, CurrentObject>();
  const look = async (key: string): Promise<void> => {
    // Keys are listed in order, and a key comes before all others that begin with it.
    const { Contents } = await s3.send(
      new ListObjectsV2Command({ Bucket: rawBucketName(environment), Prefix: key, MaxKeys: 1 }),
    );
    const [object] = Contents ?? [];
    if (object?.Key !== key || object.ETag === undefined || object.LastModified === undefined) return;
    found.set(key, { etag: object.ETag.replaceAll('"', ""), lastModified: object.LastModified });
  };
  await mapWithProgress(
    session,
    [...new Set(keys)],
    { every: 100, say: (_, done) => `${done} looked up in RAW` },
    look,
  );
  return found;
}
