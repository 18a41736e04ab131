import type { Problem } from "../../../contracts/problem.ts";
import { checkLogDays } from "../../checks/check-log-days.ts";
import { between, rule } from "../../checks/rule.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** The most shards of a stream that an account has without asking. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const SHARDS_MAX = 200;

/** Numbers that AWS and the functions take. */
export function checkSizes(environment: SnowflakeToPostgres): Problem[] {
  const { bastion, behindHours, retention, stream, sync } = environment;
  return [
    ...between("export.partMb", environment.export.partMb, 1, 250),
    ...between("export.concurrency", environment.export.concurrency, 1, 40),
    ...(stream.capacity === "on-demand"
      ? []
      : between("stream.capacity.shards", stream.capacity.shards, 1, SHARDS_MAX)),
    ...between("stream.hours", stream.hours, 24, 8760),
    ...between("sync.workers", sync.workers, 1, 40),
    ...between("sync.publishMinutes", sync.publishMinutes, 1, 120),
    ...rule(
      /^[a-z]+\d[a-z]*g[a-z]*\.[a-z0-9]+$/.test(bastion.instanceType),
      "bastion.instanceType",
      `"${bastion.instanceType}" is not a type with an ARM processor, for which the image is`,
      "write it as `t4g.nano`",
    ),
    ...between("retention.batchDays", retention.batchDays, 7, 3650),
    ...between("retention.streamDays", retention.streamDays, 1, 3650),
    ...between("retention.errorDays", retention.errorDays, 1, 90),
    ...between("retention.oldVersionDays", retention.oldVersionDays, 1, 3650),
    ...checkLogDays("retention.logDays", retention.logDays),
    ...between("behindHours", behindHours, 1, 168),
  ];
}
