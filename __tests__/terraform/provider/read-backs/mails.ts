import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const TABLE_GO = "internal/service/dynamodb/table.go";
const MAPPING_GO = "internal/service/lambda/event_source_mapping.go";
const IDENTITY_GO = "internal/service/sesv2/email_identity.go";
const FILTER_GO = "internal/service/logs/subscription_filter.go";

/** What only a stack with mails of failures has. */
export const MAILS: ReadBacks = {
  aws_cloudwatch_log_subscription_filter: {
    ...echoed(FILTER_GO, "name", "log_group_name", "filter_pattern", "destination_arn"),
    // AWS fills it in for a stream only; a function has none.
    ...byDefault(FILTER_GO, { distribution: "ByLogStream" }),
    ...computed(FILTER_GO, "role_arn"),
  },
  aws_dynamodb_table: {
    ...echoed(TABLE_GO, "name", "hash_key", "attribute.name", "attribute.type"),
    ...echoed(TABLE_GO, "ttl.attribute_name", "ttl.enabled"),
    ...byDefault(TABLE_GO, {
      billing_mode: "PROVISIONED",
      table_class: "STANDARD",
      deletion_protection_enabled: false,
    }),
    ...filledIn(TABLE_GO, { point_in_time_recovery: [{ enabled: false }], stream_view_type: "" }),
    ...computed(TABLE_GO, "read_capacity", "write_capacity", "warm_throughput", "server_side_encryption"),
  },
  aws_lambda_event_source_mapping: {
    ...echoed(MAPPING_GO, "event_source_arn", "batch_size", "function_response_types"),
    // AWS returns the ARN, and the provider compares the name in it.
    ...echoed(MAPPING_GO, "function_name"),
    ...echoed(MAPPING_GO, "scaling_config.maximum_concurrency"),
    ...byDefault(MAPPING_GO, { enabled: true }),
    ...computed(MAPPING_GO, "maximum_record_age_in_seconds", "maximum_retry_attempts", "parallelization_factor"),
  },
  aws_sesv2_email_identity: {
    ...echoed(IDENTITY_GO, "email_identity"),
    ...computed(IDENTITY_GO, "dkim_signing_attributes"),
  },
  aws_sqs_queue_policy: echoed("internal/service/sqs/queue_policy.go", "policy", "queue_url"),
};
