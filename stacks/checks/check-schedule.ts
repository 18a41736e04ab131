import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
const RATE = /^rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)$/;
const CRON = /^cron\(\S+( \S+){5}\)$/;

interface Schedule {
  readonly expression: string;
  readonly timeZone: string;
}

/** What EventBridge Scheduler takes, as far as its form says. */
export function checkSchedule({ schedule: { expression, timeZone } }: { readonly schedule: Schedule }): Problem[] {
  return [
    ...rule(
      RATE.test(expression) || CRON.test(expression),
      "schedule.expression",
      `"${expression}" is not a schedule`,
      "write it as `rate(1 hour)` or `cron(15 * * * ? *)`",
    ),
    ...rule(
      isTimeZone(timeZone),
      "schedule.timeZone",
      `"${timeZone}" is not a time zone`,
      "write it as `UTC` or `Europe/Berlin`",
    ),
  ];
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
