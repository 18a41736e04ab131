/** What dbt's macros stop a run for, each with its remedy. The codes are stable: the macros write them, and runbooks name them. */
export const DBT_ERRORS = {
  RUN_IN_PROGRESS:
    "Another run of dbt has begun and not ended, so this one ended before it changed anything. The message says which, by whom and since when. Wait for it. If it was killed, no run begins until it is forgotten: ops warehouse run with --forget.",
  UNREADABLE_FILE:
    "Snowflake shows fewer rows of a new file than it has, or can't read it; nothing of its table was appended. Put a whole file there, or reload the table (ops reload) and delete the damaged file.",
} as const;
