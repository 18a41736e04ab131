import type { CleanerEnvironment } from "../../functions/cleaner/environment.ts";
import { stackName } from "../names.ts";
import { firstDatabase } from "./collections.ts";
import { cleanPrefix, rawBucketName } from "./names.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** The environment variables of a stack's cleaner. */
export function cleanerSettings(environment: MongodbToSnowflake): CleanerEnvironment {
  return {
    stack: stackName(environment),
    firstDatabase: firstDatabase(environment),
    rawBucket: rawBucketName(environment),
    rawPrefix: `${environment.rawFolder}/`,
    cleanBucket: environment.cleanBucket.name,
    cleanBucketRegion: environment.cleanBucket.region,
    cleanPrefix: cleanPrefix(environment),
    csvDelimiter: environment.csvDelimiter,
    nullMarker: environment.nullMarker,
    passOp: environment.cleaner.passOp,
    cleanNames: environment.cleaner.cleanNames,
  };
}
