import type { Construct } from "constructs";
import { streamPart } from "../../../contracts/stream-names.ts";
import { type AlarmProps, addAlarm, MINUTE } from "../../constructs/alarm.ts";
import { addDeliveredTableAlarms } from "../../constructs/delivery-alarms.ts";
import { producerMetric } from "../../metrics.ts";
import { stackId, tableResourceName } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";
import { addNotRunAlarm, RUNS_MISSED } from "./not-run-alarm.ts";

interface TableAlarmsProps extends AlarmProps {
  readonly environment: MysqlToSnowflake;
  readonly table: StreamedTable;
}

/** Adds the alarms on the way of one table: not read, read late, delivered late, refused, unlisted. */
export function addTableAlarms(scope: Construct, props: TableAlarmsProps): void {
  const { environment, table } = props;
  const of = streamPart(table.database, table.table);
  const name = `${table.database}.${table.table}`;
  const resource = tableResourceName(environment, table.database, table.table);
  const { everyMinutes, behindMinutes } = environment.databases[table.database] as DatabaseSettings;
  const ofProducer = (metric: Parameters<typeof producerMetric>[2]) =>
    producerMetric(stackId(environment), name, metric);
  addAlarm(scope, "watermark-age", props, {
    kind: "watermark-age",
    of,
    meaning: `Rows of ${name} may be more than ${behindMinutes} minutes old and not sent.`,
    ...ofProducer("WatermarkAge"),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: behindMinutes * MINUTE,
    evaluationPeriods: 2,
  });
  addAlarm(scope, "lock-held", props, {
    kind: "lock-held",
    of,
    meaning: `LOCK_HELD: three runs found that another still reads ${name}.`,
    ...ofProducer("LockTaken"),
    statistic: "Minimum",
    period: everyMinutes * MINUTE,
    evaluationPeriods: 3,
  });
  addNotRunAlarm(scope, "not-read", props, {
    kind: "table-not-read",
    of,
    meaning: `No run of ${name} has ended for ${RUNS_MISSED * everyMinutes} minutes: its schedule is off, can't invoke the function, or each run fails.`,
    everyMinutes,
    // Each run that ends says whether the lock was taken.
    runs: { id: "ended", label: "Runs", metric: ofProducer("LockTaken"), stat: "SampleCount" },
  });
  addDeliveredTableAlarms(scope, { ...props, of, table: name, stream: resource, stack: stackId(environment) });
}
