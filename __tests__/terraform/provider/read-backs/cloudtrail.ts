import { byDefault, echoed, type ReadBacks } from "../read-back.ts";

const TRAIL_GO = "internal/service/cloudtrail/trail.go";

export const CLOUDTRAIL: ReadBacks = {
  aws_cloudtrail: {
    ...echoed(TRAIL_GO, "name", "s3_bucket_name", "s3_key_prefix"),
    ...echoed(TRAIL_GO, "enable_log_file_validation", "include_global_service_events"),
    ...echoed(TRAIL_GO, "advanced_event_selector.name", "advanced_event_selector.field_selector.field"),
    ...echoed(TRAIL_GO, "advanced_event_selector.field_selector.equals"),
    ...echoed(TRAIL_GO, "advanced_event_selector.field_selector.starts_with"),
    ...byDefault(TRAIL_GO, { enable_logging: true, is_multi_region_trail: false, is_organization_trail: false }),
  },
};
