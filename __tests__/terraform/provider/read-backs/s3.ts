import { byDefault, computed, echoed, filledIn, orElse, type ReadBacks } from "../read-back.ts";
import { isSamePolicy, rewrittenPolicy } from "./json.ts";

const BUCKET = "AWS__S3__Bucket.ArchiveDA4CB258.json";
const LIFECYCLE_GO = "internal/service/s3/bucket_lifecycle_configuration.go";
const NOTIFICATION_GO = "internal/service/s3/bucket_notification.go";
const OBJECT_GO = "internal/service/s3/object.go";
const ENCRYPTION_GO = "internal/service/s3/bucket_server_side_encryption_configuration.go";

export const S3: ReadBacks = {
  aws_s3_bucket: {
    ...echoed(BUCKET, "bucket"),
    // AWS does not know it: the provider keeps the state's value. After an import it is missing there (TFP#28044).
    ...echoed("TFP#28044", "force_destroy"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    ...echoed(LIFECYCLE_GO, "bucket"),
    ...echoed(BUCKET, "rule.id", "rule.status", "rule.abort_incomplete_multipart_upload.days_after_initiation"),
    ...echoed(BUCKET, "rule.transition.storage_class"),
    ...computed(BUCKET, "rule.expiration.days", "rule.transition.days"),
    // AWS returns an empty prefix, and the provider keeps it since TFP#41296.
    ...computed("TFP#41296", "rule.filter.prefix"),
    ...echoed(LIFECYCLE_GO, "rule.noncurrent_version_expiration.noncurrent_days"),
    ...filledIn(BUCKET, { transition_default_minimum_object_size: "all_storage_classes_128K" }),
    ...filledIn(LIFECYCLE_GO, { "rule.prefix": "", "rule.expiration.expired_object_delete_marker": false }),
  },
  aws_s3_bucket_logging: echoed("internal/service/s3/bucket_logging.go", "bucket", "target_bucket", "target_prefix"),
  aws_s3_bucket_notification: {
    ...echoed(NOTIFICATION_GO, "bucket"),
    ...echoed(NOTIFICATION_GO, "lambda_function.events", "lambda_function.filter_prefix"),
    ...echoed(NOTIFICATION_GO, "lambda_function.lambda_function_arn"),
    ...echoed(NOTIFICATION_GO, "queue.id", "queue.events", "queue.filter_prefix", "queue.queue_arn"),
    ...computed(NOTIFICATION_GO, "lambda_function.id"),
    ...byDefault(NOTIFICATION_GO, { eventbridge: false }),
  },
  aws_s3_bucket_ownership_controls: echoed(BUCKET, "bucket", "rule.object_ownership"),
  aws_s3_bucket_policy: {
    ...echoed("AWS__S3__BucketPolicy.BPolicy3F02723E.json", "bucket"),
    policy: { source: "AWS__S3__BucketPolicy.BPolicy3F02723E.json", returned: rewrittenPolicy, isSame: isSamePolicy },
  },
  aws_s3_bucket_public_access_block: echoed(
    BUCKET,
    "bucket",
    "block_public_acls",
    "block_public_policy",
    "ignore_public_acls",
    "restrict_public_buckets",
  ),
  aws_s3_bucket_server_side_encryption_configuration: {
    ...echoed(ENCRYPTION_GO, "bucket"),
    ...echoed("AWS__S3__Bucket.HuntKmsBucket.json", "rule.apply_server_side_encryption_by_default.sse_algorithm"),
    ...echoed(ENCRYPTION_GO, "rule.apply_server_side_encryption_by_default.kms_master_key_id"),
    "rule.bucket_key_enabled": { source: BUCKET, returned: orElse(false) },
    // Not computed in 6.25: the provider removes an unset value, and AWS sets it again.
    "rule.blocked_encryption_types": { source: `${BUCKET}, TFP#47320`, returned: orElse(["SSE-C"]) },
  },
  aws_s3_bucket_versioning: {
    ...echoed("internal/service/s3/bucket_versioning.go", "bucket", "versioning_configuration.status"),
    ...filledIn("internal/service/s3/bucket_versioning.go", { "versioning_configuration.mfa_delete": "" }),
  },
  aws_s3_object: {
    ...echoed(OBJECT_GO, "bucket", "key"),
    // Not returned: the provider keeps the state's values.
    ...echoed(OBJECT_GO, "content"),
    ...computed(OBJECT_GO, "content_type", "etag", "kms_key_id", "acl", "checksum_crc32", "server_side_encryption"),
    ...byDefault(OBJECT_GO, { force_destroy: false }),
    ...filledIn(OBJECT_GO, {
      bucket_key_enabled: false,
      storage_class: "STANDARD",
    }),
  },
};
