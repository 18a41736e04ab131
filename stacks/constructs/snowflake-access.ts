import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { bucketArn } from "../names.ts";
import { policyDocument, type Statement } from "../policy.ts";

type Right = Omit<Statement, "Effect" | "Principal">;

interface SnowflakeAccessProps {
  /** Fixed: Snowflake takes the role's ARN before the role exists. */
  readonly name: string;
  /** Snowflake's IAM user. IAM refuses one that does not exist. */
  readonly iamUserArn: string;
  readonly externalId: string;
  /** All rights of the role. */
  readonly allow: readonly Right[];
}

/**
 * A role that a Snowflake integration assumes.
 * https://docs.snowflake.com/en/user-guide/data-load-snowflake-config-storage-integration-aws
 */
export class SnowflakeAccess extends Construct {
  constructor(scope: Construct, id: string, { name, iamUserArn, externalId, allow }: SnowflakeAccessProps) {
    super(scope, id);
    const role = new IamRole(this, "role", { name, assumeRolePolicy: trust(iamUserArn, externalId) });
    new IamRolePolicy(this, "policy", {
      name: "allow",
      role: role.name,
      policy: policyDocument(allow.map((statement) => ({ ...statement, Effect: "Allow" }))),
    });
  }
}

/** What a storage integration may do in one bucket. */
interface ObjectAccess {
  readonly bucketName: string;
  /** Prefixes that end with `/`. */
  readonly read: readonly string[];
  /** Prefixes to which Snowflake unloads. It also reads them, because it lists what is there. Default none. */
  readonly write?: readonly string[];
  /** Customer key that encrypts the objects. Absent: S3's own. */
  readonly keyArn?: string;
}

/** The rights of a storage integration's role: the objects under the prefixes, and no others' names either. */
export function objectRights({ bucketName, read, write = [], keyArn }: ObjectAccess): Right[] {
  const bucket = bucketArn(bucketName);
  const prefixes = [...new Set([...read, ...write])];
  const objects = (under: readonly string[]) => under.map((prefix) => `${bucket}/${prefix}*`);
  const encrypt = write.length > 0 ? ["kms:GenerateDataKey"] : [];
  return [
    { Sid: "Read", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: objects(prefixes) },
    ...(write.length > 0
      ? [{ Sid: "Write", Action: ["s3:PutObject", "s3:DeleteObject"], Resource: objects(write) }]
      : []),
    {
      Sid: "List",
      Action: ["s3:ListBucket"],
      Resource: [bucket],
      Condition: { StringLike: { "s3:prefix": prefixes.map((prefix) => `${prefix}*`) } },
    },
    // Not with the condition: this request has no prefix.
    { Sid: "Locate", Action: ["s3:GetBucketLocation"], Resource: [bucket] },
    ...(keyArn === undefined ? [] : [{ Sid: "Key", Action: ["kms:Decrypt", ...encrypt], Resource: [keyArn] }]),
  ];
}

/**
 * The rights of a storage integration's role that unloads: it writes under one prefix and reads under others, and deletes nothing.
 * https://docs.snowflake.com/en/user-guide/data-unload-s3
 */
export function unloadRights({ bucketName, read, write = [], keyArn }: ObjectAccess): Right[] {
  const bucket = bucketArn(bucketName);
  const objects = write.map((prefix) => `${bucket}/${prefix}*`);
  return objectRights({ bucketName, read, write, ...(keyArn === undefined ? {} : { keyArn }) }).map((right) => {
    if (right.Sid === "Read") return { ...right, Resource: read.map((prefix) => `${bucket}/${prefix}*`) };
    return right.Sid === "Write" ? { ...right, Action: ["s3:PutObject"], Resource: objects } : right;
  });
}

/** The right of a notification integration's role. */
export function publishRights(topicArn: string): Right[] {
  return [{ Sid: "Publish", Action: ["sns:Publish"], Resource: [topicArn] }];
}

function trust(iamUserArn: string, externalId: string): string {
  return policyDocument([
    {
      Sid: "Snowflake",
      Effect: "Allow",
      Principal: { AWS: iamUserArn },
      Action: ["sts:AssumeRole"],
      Condition: { StringEquals: { "sts:ExternalId": externalId } },
    },
  ]);
}
