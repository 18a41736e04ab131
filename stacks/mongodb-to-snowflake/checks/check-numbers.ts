import type { Problem } from "../../../contracts/problem.ts";
import { checkDmsInstance } from "../../checks/check-dms-instance.ts";
import { checkLogDays } from "../../checks/check-log-days.ts";
import { between } from "../../checks/rule.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** Sizes, counts and versions are within what AWS allows. */
export function checkNumbers({ cleaner, databases, dms, retention }: MongodbToSnowflake): Problem[] {
  return [
    ...Object.entries(databases).flatMap(([name, { docsToInvestigate }]) =>
      between(`databases.${name}.docsToInvestigate`, docsToInvestigate, 1, 1_000_000),
    ),
    ...checkDmsInstance("dms", dms),
    ...between("dms.lobMaxKb", dms.lobMaxKb, 1, 102_400),
    ...between("cleaner.memoryMb", cleaner.memoryMb, 128, 10_240),
    ...between("cleaner.reservedConcurrency", cleaner.reservedConcurrency, 0, 10_000),
    ...between("retention.rawDays", retention.rawDays, 1, 365),
    ...between("retention.cleanDays", retention.cleanDays, 1, 3650),
    ...checkLogDays("retention.logDays", retention.logDays),
    ...checkLogDays("retention.dmsLogDays", retention.dmsLogDays),
  ];
}
