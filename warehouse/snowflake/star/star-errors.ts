/** Why a daily task of a star fails on purpose, each with what to do. Its message names tables or streams, and no value. */
export const STAR_ERRORS = {
  CONTROL_DIFFERS:
    "What is here of the named tables is not what the source counted on that day: rows or versions are missing, or here too much. Let the source send them again: docs/mysql-to-snowflake.md#a-difference-is-found.",
  CONTROL_MISSING:
    "The source has not counted the named tables for two days or more, or never although other tables of the database have come for so long: nobody knows whether all their rows are here. See whether the producer runs, and whether its records arrive: `ops status`. A table that was added needs `ops start`. If the schedules were stopped on purpose, it ends when they run again.",
  STREAM_NEARLY_STALE:
    "In less than three days, or already, what the named streams have not handed over can't be read any more, because their tasks don't run. `warehouse check` says which; TASK_HISTORY says why.",
} as const;
