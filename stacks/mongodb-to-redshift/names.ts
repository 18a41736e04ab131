import { type Place, stackName } from "../names.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** `production-us-west-2-mongodb-to-redshift` */
export function stackId(place: Place): string {
  return `${stackName(place)}-mongodb-to-redshift`;
}

/** `clearwell-documents-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function lakeBucketName({ environment, region, lakeBucket, stampSuffix }: MongodbToRedshift): string {
  return `${lakeBucket}-${region}-${environment}${stampSuffix}`;
}
