const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * When an object expires in RAW. S3 adds the days to its creation and rounds up to the next midnight, UTC.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
 */
export function expiry(created: Date, rawDays: number): Date {
  return new Date(Math.ceil((created.getTime() + rawDays * DAY_MS) / DAY_MS) * DAY_MS);
}

/** Objects that were created at this time or before have expired. */
export function retainedSince(now: Date, rawDays: number): Date {
  return new Date((Math.floor(now.getTime() / DAY_MS) - rawDays) * DAY_MS);
}
