import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface LakeColumnsEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  readonly lakeBucket: string;
  /** Account of the bucket. */
  readonly bucketOwner: string;
}

/** The settings as Lambda environment variables. */
export function toEnvironment({ stack, lakeBucket, bucketOwner }: LakeColumnsEnvironment): Record<string, string> {
  return { STACK: stack, LAKE_BUCKET: lakeBucket, BUCKET_OWNER: bucketOwner };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): LakeColumnsEnvironment {
  const variables = new Variables(source);
  const settings: LakeColumnsEnvironment = {
    stack: variables.required("STACK"),
    lakeBucket: variables.required("LAKE_BUCKET"),
    bucketOwner: variables.required("BUCKET_OWNER"),
  };
  variables.check("The function lake-columns");
  return settings;
}
