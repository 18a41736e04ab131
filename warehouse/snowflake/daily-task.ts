/** A task that runs once a day, and is never suspended for its failures. @param at minute and hour, in UTC */
export function dailyTask(task: string, at: string, publisher: string | undefined, body: string): string[] {
  const options = [`SCHEDULE = 'USING CRON ${at} * * * UTC'`, "SUSPEND_TASK_AFTER_NUM_FAILURES = 0"];
  return [
    [`CREATE OR REPLACE TASK ${task}`, ...options, ...publishFailures(publisher), "AS", body].join("\n"),
    // A new task is suspended.
    `ALTER TASK ${task} RESUME`,
  ];
}

/** For a task without one before it. @param publisher an integration; undefined if nobody is told */
export function publishFailures(publisher: string | undefined): string[] {
  return publisher === undefined ? [] : [`ERROR_INTEGRATION = ${publisher}`];
}
