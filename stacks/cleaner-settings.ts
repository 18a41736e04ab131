import type { CleanerEnvironment } from "../functions/cleaner/environment.ts";
import type { Environment } from "./environment.ts";
import { CLEAN_BUCKET, CLEAN_BUCKET_REGION, cleanPrefix, RAW_FOLDER, rawBucketName, stackName } from "./names.ts";

/** The environment variables of a stack's cleaner. */
export function cleanerSettings(environment: Environment): CleanerEnvironment {
  return {
    stack: stackName(environment),
    rawBucket: rawBucketName(environment),
    rawPrefix: `${RAW_FOLDER}/`,
    cleanBucket: CLEAN_BUCKET,
    cleanBucketRegion: CLEAN_BUCKET_REGION,
    cleanPrefix: cleanPrefix(environment),
    csvDelimiter: environment.csvDelimiter,
    nullMarker: environment.nullMarker,
    passOp: environment.cleaner.passOp,
    cleanNames: environment.cleaner.cleanNames,
  };
}
