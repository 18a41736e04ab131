import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const QUEUE = "AWS__SQS__Queue.DlqD1FAA4AD.json";
const QUEUE_GO = "internal/service/sqs/queue.go";
const SUBSCRIPTION = "AWS__SNS__Subscription.EmailSub.json";
const MACHINE = "AWS__StepFunctions__StateMachine.Machine6FC8AE80.json";
const MACHINE_GO = "internal/service/sfn/state_machine.go";

export const MESSAGES: ReadBacks = {
  aws_sqs_queue: {
    ...echoed(QUEUE, "message_retention_seconds"),
    ...echoed(QUEUE_GO, "kms_master_key_id"),
    ...computed(QUEUE, "name", "sqs_managed_sse_enabled"),
    ...byDefault(QUEUE_GO, { content_based_deduplication: false, fifo_queue: false }),
    // The provider sends its own defaults, so AWS's new default of the size does not matter.
    ...byDefault(QUEUE, { delay_seconds: 0, max_message_size: 1_048_576, receive_wait_time_seconds: 0 }),
    ...byDefault(QUEUE, { visibility_timeout_seconds: 30 }),
    ...filledIn(QUEUE_GO, { kms_data_key_reuse_period_seconds: 300 }),
    ...computed(QUEUE_GO, "name_prefix", "policy", "redrive_policy", "redrive_allow_policy"),
    ...computed(QUEUE_GO, "deduplication_scope", "fifo_throughput_limit"),
  },
  aws_sns_topic: {
    ...echoed("AWS__SNS__Topic.BillingAlarmTopic.json", "name"),
    ...echoed("internal/service/sns/topic.go", "kms_master_key_id"),
    ...byDefault("AWS__SNS__Topic.BillingAlarmTopic.json", { fifo_topic: false }),
    ...computed("AWS__SNS__Topic.TopicBFC7AF6E.json", "signature_version", "tracing_config"),
    ...computed("internal/service/sns/topic.go", "policy"),
  },
  aws_sns_topic_subscription: {
    ...echoed(SUBSCRIPTION, "endpoint", "protocol", "topic_arn"),
    ...echoed("internal/service/sns/topic_subscription.go", "filter_policy", "redrive_policy"),
    ...computed("internal/service/sns/topic_subscription.go", "filter_policy_scope"),
    ...byDefault(SUBSCRIPTION, { raw_message_delivery: false }),
  },
  aws_sfn_state_machine: {
    // AWS returns exactly the sent text, and the provider compares the text.
    ...echoed(MACHINE, "definition", "role_arn"),
    ...computed(MACHINE, "name"),
    ...byDefault(MACHINE, { type: "STANDARD" }),
    ...byDefault(MACHINE_GO, { publish: false }),
    ...filledIn(MACHINE, {
      encryption_configuration: [{ type: "AWS_OWNED_KEY" }],
      logging_configuration: [{ include_execution_data: false, level: "OFF" }],
      tracing_configuration: [{ enabled: false }],
    }),
  },
};
