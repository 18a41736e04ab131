/**
 * Exit codes of the containers. The job definitions end a job for good on all but `failed`, which AWS Batch tries again, as it does a job
 * whose machine was taken away. https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html
 */
export const CONTAINER_EXIT = {
  done: 0,
  /** May succeed if it is tried again. */
  failed: 1,
  /** Settings, rights or the source must be changed first. */
  configuration: 10,
  /** A change of the schema stopped the collection. */
  drift: 11,
} as const;
