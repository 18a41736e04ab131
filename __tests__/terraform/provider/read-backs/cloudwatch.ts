import { byDefault, computed, echoed, filledIn, isNothing, orElse, type ReadBacks } from "../read-back.ts";
import { isSameJson, rewrittenJson } from "./json.ts";

const ALARM = "AWS__CloudWatch__Alarm.Latency2EF2A010.json";
const MATH_ALARM = "AWS__CloudWatch__Alarm.MathAlarmC1B2E17F.json";
const ALARM_GO = "internal/service/cloudwatch/metric_alarm.go";
const LOG_GROUP = "AWS__Logs__LogGroup.AppLogsC5DF83A6.json";
const LOG_GROUP_GO = "internal/service/logs/group.go";
const RULE = "AWS__Events__Rule.Rule.json";
const RULE_GO = "internal/service/events/rule.go";
const TARGET_GO = "internal/service/events/target.go";

export const CLOUDWATCH: ReadBacks = {
  aws_cloudwatch_dashboard: {
    ...echoed("AWS__CloudWatch__Dashboard.Board47D7A2D0.json", "dashboard_name", "dashboard_body"),
  },
  aws_cloudwatch_metric_alarm: {
    ...echoed(ALARM, "alarm_name", "comparison_operator", "datapoints_to_alarm", "evaluation_periods", "threshold"),
    ...echoed(ALARM, "metric_name", "namespace", "period", "statistic", "treat_missing_data"),
    ...echoed("AWS__CloudWatch__Alarm.Alarm7103F465.json", "dimensions"),
    ...echoed(MATH_ALARM, "alarm_description", "metric_query.id", "metric_query.expression", "metric_query.label"),
    ...echoed(MATH_ALARM, "metric_query.metric.dimensions", "metric_query.metric.metric_name"),
    ...echoed(MATH_ALARM, "metric_query.metric.namespace", "metric_query.metric.period", "metric_query.metric.stat"),
    ...byDefault(MATH_ALARM, { "metric_query.return_data": false }),
    ...echoed(ALARM_GO, "alarm_actions"),
    ...byDefault(ALARM, { actions_enabled: true }),
    ...computed(ALARM_GO, "evaluate_low_sample_count_percentiles"),
  },
  aws_cloudwatch_log_group: {
    ...echoed(LOG_GROUP, "name", "retention_in_days"),
    ...echoed(LOG_GROUP_GO, "kms_key_id"),
    ...byDefault(LOG_GROUP_GO, { skip_destroy: false }),
    ...filledIn(LOG_GROUP, { log_group_class: "STANDARD" }),
    ...computed(LOG_GROUP_GO, "name_prefix"),
  },
  aws_cloudwatch_event_rule: {
    ...echoed(RULE, "name", "description"),
    // AWS returns its keys in another order.
    event_pattern: { source: RULE, returned: rewrittenJson, isSame: isSameJson },
    ...byDefault(RULE, { event_bus_name: "default" }),
    ...byDefault(RULE_GO, { force_destroy: false }),
    state: { source: `${RULE}, ${RULE_GO}`, returned: orElse("ENABLED"), isSame: (_, wanted) => isNothing(wanted) },
    is_enabled: { source: RULE_GO, returned: orElse(true), isSame: (_, wanted) => isNothing(wanted) },
  },
  aws_cloudwatch_event_target: {
    ...echoed(RULE, "arn", "input_transformer.input_paths", "input_transformer.input_template"),
    ...echoed(TARGET_GO, "role_arn", "rule"),
    ...byDefault(TARGET_GO, { event_bus_name: "default", force_destroy: false }),
    ...computed(TARGET_GO, "target_id"),
  },
};
