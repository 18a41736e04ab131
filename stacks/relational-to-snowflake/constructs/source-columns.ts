import { Construct } from "constructs";
import type { Sources } from "../../../contracts/source.ts";
import { toEnvironment } from "../../../functions/source-columns/environment.ts";
import { type AlarmProps, addAlarm, DAY } from "../../constructs/alarm.ts";
import { ScheduledFunction } from "../../constructs/scheduled-function.ts";
import { secretRights } from "../../constructs/secret-rights.ts";
import type { ServiceRole } from "../../constructs/service-role.ts";
import { sourceMetric } from "../../metrics.ts";
import { sourceColumnsName, stackId } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";
import { sourceColumnsSettings } from "../source-columns-settings.ts";

interface SourceColumnsProps extends AlarmProps {
  readonly environment: RelationalToSnowflake;
  readonly sources: Sources;
  /** The replication instance's, from which the databases can be reached. */
  readonly network: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  /** With which its schedule invokes it. */
  readonly scheduleRole: ServiceRole;
}

/** Seconds: less than an operator's client waits. A source that does not answer takes some twenty. */
const TIMEOUT_SECONDS = 50;

/** The function that compares the sources with the contracts, and the alarms on what it finds. */
export class SourceColumns extends Construct {
  constructor(scope: Construct, id: string, props: SourceColumnsProps) {
    super(scope, id);
    const { environment, sources } = props;
    new ScheduledFunction(this, "function", {
      ...props,
      code: "source-columns",
      name: sourceColumnsName(environment),
      title: "The check of the sources",
      variables: toEnvironment(sourceColumnsSettings(environment, sources)),
      allow: secretRights(Object.values(environment.databases).map(({ catalogSecret }) => catalogSecret)),
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    addAlarm(this, "findings", props, {
      kind: "source-findings",
      meaning:
        "A source is not as its contract lists it, lacks a setting without which changes are lost, or can't be read.",
      ...sourceMetric(stackId(environment), "SourceFindings"),
      statistic: "Maximum",
      period: DAY,
    });
    addNewColumn(this, props);
  }
}

/** Contracts leave columns out on purpose, so only a rise of their number is reported. */
function addNewColumn(scope: Construct, props: SourceColumnsProps): void {
  const unlisted = sourceMetric(stackId(props.environment), "UnlistedColumns");
  addAlarm(scope, "new-column", props, {
    kind: "new-source-column",
    meaning: "A listed table of a source has more columns than yesterday that its contract does not list.",
    metricQuery: [
      { id: "unlisted", metric: { ...unlisted, stat: "Maximum", period: DAY } },
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
      { id: "more", expression: "DIFF(unlisted)", label: "more unlisted columns", returnData: true },
    ],
  });
}
