import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { addressed, environmentOf, type Resource, type Terraform } from "./terraform-json.ts";

/** Types that hold what can't be recreated. */
const STATEFUL_TYPES = [
  "aws_s3_bucket",
  "aws_kms_key",
  "aws_dms_replication_task",
  "aws_kinesis_stream",
  "aws_sqs_queue",
  "aws_ssm_parameter",
  "aws_redshift_cluster",
  "aws_redshiftserverless_namespace",
  "aws_db_instance",
];

/** In production, no plan can destroy what holds data. */
export function checkStateful(stack: Terraform): Problem[] {
  if (environmentOf(stack) !== "production") return [];
  return STATEFUL_TYPES.flatMap((type) => addressed(stack, type)).flatMap(({ address, it }) =>
    rule(
      (it.lifecycle as Resource | undefined)?.prevent_destroy === true && it.force_destroy !== true,
      address,
      "a plan could destroy it, in production",
      "protect its type in protect-data.ts",
    ),
  );
}
