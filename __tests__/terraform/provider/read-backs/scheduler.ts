import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const SCHEDULE_GO = "internal/service/scheduler/schedule.go";

export const SCHEDULER: ReadBacks = {
  aws_scheduler_schedule: {
    ...echoed(SCHEDULE_GO, "schedule_expression", "flexible_time_window.mode", "target.arn", "target.role_arn"),
    ...echoed(SCHEDULE_GO, "target.input"),
    ...echoed(SCHEDULE_GO, "target.retry_policy.maximum_event_age_in_seconds"),
    ...echoed(SCHEDULE_GO, "target.retry_policy.maximum_retry_attempts", "target.input"),
    ...computed(SCHEDULE_GO, "name", "name_prefix"),
    ...byDefault(SCHEDULE_GO, { schedule_expression_timezone: "UTC", state: "ENABLED" }),
    ...filledIn(SCHEDULE_GO, { action_after_completion: "NONE", group_name: "default" }),
  },
};
