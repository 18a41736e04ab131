import type { Problem } from "../../../contracts/problem.ts";
import { checkLogDays } from "../../checks/check-log-days.ts";
import { between } from "../../checks/rule.ts";
import type { MongodbToRedshift } from "../settings.ts";

export function checkRetention({ retention }: MongodbToRedshift): Problem[] {
  return [
    ...between("retention.oldVersionDays", retention.oldVersionDays, 1, 3650),
    ...between("retention.stagedDays", retention.stagedDays, 1, 3650),
    ...between("retention.accessLogDays", retention.accessLogDays, 1, 3650),
    ...checkLogDays("retention.logDays", retention.logDays),
  ];
}
