import type { ChangedPipe } from "./plan.ts";

/**
 * How a pipe gets another text. It can't be altered, and a new pipe forgets which files it has loaded, so its REFRESH loads some twice:
 * current rows are the same. Files that wait when it is dropped are loaded by that REFRESH, too.
 * https://docs.snowflake.com/en/user-guide/data-load-snowpipe-manage
 */
export function procedureFor({ pipe }: ChangedPipe, stack: string): string[] {
  return [
    `ALTER PIPE ${pipe} SET PIPE_EXECUTION_PAUSED = TRUE;`,
    `DROP PIPE ${pipe};`,
    `npm run -s ops -- warehouse apply ${stack}`,
    `npm run -s ops -- warehouse refresh ${stack}`,
  ];
}

export const DUPLICATES =
  "The new pipe may load files twice. That changes no current row: the last row of each document is the same.";
