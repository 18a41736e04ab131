import { actionsOf } from "./actions.ts";
import type { TypeRights } from "./type-rights.ts";

/** The actions of the types that only a stack with mails of failures has, from the same source as those of the other types. */
export const MAIL_RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_cloudwatch_log_subscription_filter: {
    read: actionsOf("logs", "DescribeSubscriptionFilters"),
    write: actionsOf("logs", "PutSubscriptionFilter DeleteSubscriptionFilter"),
  },
  aws_dynamodb_table: {
    read: actionsOf("dynamodb", "DescribeTable DescribeContinuousBackups DescribeTimeToLive ListTagsOfResource"),
    write: actionsOf("dynamodb", "CreateTable UpdateTable UpdateTimeToLive DeleteTable TagResource UntagResource"),
  },
  aws_lambda_event_source_mapping: {
    read: actionsOf("lambda", "GetEventSourceMapping ListTags"),
    write: actionsOf(
      "lambda",
      "CreateEventSourceMapping UpdateEventSourceMapping DeleteEventSourceMapping TagResource UntagResource",
    ),
  },
  aws_sesv2_email_identity: {
    read: actionsOf("ses", "GetEmailIdentity ListTagsForResource"),
    write: actionsOf(
      "ses",
      "CreateEmailIdentity PutEmailIdentityConfigurationSetAttributes DeleteEmailIdentity TagResource UntagResource",
    ),
  },
  aws_sqs_queue_policy: {
    read: actionsOf("sqs", "GetQueueAttributes"),
    write: actionsOf("sqs", "SetQueueAttributes"),
  },
};

/** All types of the mails: in a stack of streams, nothing else has these. */
export const MAIL_TYPES: readonly string[] = [...Object.keys(MAIL_RIGHTS), "aws_lambda_permission", "aws_sqs_queue"];
