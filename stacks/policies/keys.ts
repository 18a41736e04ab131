import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import {
  addressed,
  blocks,
  type Resource,
  refersTo,
  statementsIn,
  type Terraform,
  text,
  texts,
} from "./terraform-json.ts";

/**
 * What an action on something that is encrypted needs of its key.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
const NEEDS: Readonly<Record<string, string>> = {
  "s3:GetObject": "kms:Decrypt",
  "s3:PutObject": "kms:GenerateDataKey",
  "kinesis:GetRecords": "kms:Decrypt",
  "kinesis:PutRecord": "kms:GenerateDataKey",
  "kinesis:PutRecords": "kms:GenerateDataKey",
};

/** Whoever reads or writes what a key encrypts has the right on the key: otherwise AWS refuses, and only when it runs. */
export function checkKeys(stack: Terraform): Problem[] {
  const encrypted = [...bucketsIn(stack), ...streamsIn(stack)];
  return addressed(stack, "aws_iam_role_policy").flatMap(({ address, it }) => {
    const allowed = (statementsIn(it.policy) ?? []).filter(({ Effect }) => Effect === "Allow");
    return allowed.flatMap((statement) =>
      texts(statement.Action).flatMap((action) =>
        encrypted
          .filter(({ has }) => NEEDS[action] !== undefined && texts(statement.Resource).some(has))
          .flatMap(({ name, key }) =>
            rule(
              isAllowed(allowed, NEEDS[action] as string, key),
              address,
              `allows ${action} on ${name}, and not ${NEEDS[action]} on its key`,
              "allow it on the key too",
            ),
          ),
      ),
    );
  });
}

/** Something that is encrypted with a key that is not AWS's own. */
interface Encrypted {
  readonly name: string;
  readonly key: string;
  /** Whether a statement's resource is in it. */
  readonly has: (resource: string) => boolean;
}

function bucketsIn(stack: Terraform): Encrypted[] {
  return addressed(stack, "aws_s3_bucket").flatMap((bucket) => {
    const name = text(bucket.it.bucket);
    const settings = addressed(stack, "aws_s3_bucket_server_side_encryption_configuration").filter(({ it }) =>
      refersTo(it.bucket, bucket),
    );
    const keys = settings
      .flatMap(({ it }) => blocks(it.rule))
      .flatMap((each) => blocks(each.apply_server_side_encryption_by_default))
      .map((each) => text(each.kms_master_key_id));
    return keys
      .filter((key) => key !== "")
      .map((key) => ({ name, key, has: (resource) => resource.startsWith(`arn:aws:s3:::${name}/`) }));
  });
}

function streamsIn(stack: Terraform): Encrypted[] {
  return addressed(stack, "aws_kinesis_stream").flatMap((stream) => {
    const key = text(stream.it.kms_key_id);
    return key === "" ? [] : [{ name: text(stream.it.name), key, has: (resource) => refersTo(resource, stream) }];
  });
}

function isAllowed(statements: readonly Resource[], action: string, key: string): boolean {
  return statements.some(
    ({ Action, Resource: on }) => texts(Action).includes(action) && texts(on).some((resource) => resource === key),
  );
}
