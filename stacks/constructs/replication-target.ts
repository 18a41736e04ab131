import { DmsS3Endpoint, type DmsS3EndpointConfig } from "@cdktf/provider-aws/lib/dms-s3-endpoint/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { bucketArn } from "../names.ts";
import type { Statement } from "../policy.ts";
import { ServiceRole } from "./service-role.ts";

interface ReplicationTargetProps {
  readonly environment: Pick<Environment, "account">;
  readonly endpointName: string;
  /** The bucket's policy also names the role. */
  readonly roleName: string;
  readonly bucketName: string;
  /** Reference to the bucket. */
  readonly bucket: string;
  /** Absent: the tables' folders are at the top of the bucket. */
  readonly folder?: string;
  /** What is written: arguments of the endpoint. */
  readonly format: Partial<DmsS3EndpointConfig>;
  /** Key that encrypts the objects. */
  readonly keyArn: string;
}

/** Part of the name of the role with which DMS writes. */
export const TARGET_ROLE = "dms-target";

/** The target endpoint: a folder in S3. https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html */
export class ReplicationTarget extends Construct {
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, props: ReplicationTargetProps) {
    super(scope, id);
    const { folder, keyArn } = props;
    const role = new ServiceRole(this, "role", {
      name: props.roleName,
      service: "dms.amazonaws.com",
      allow: rights(bucketArn(props.bucketName), keyArn),
    });
    this.endpointArn = new DmsS3Endpoint(this, "endpoint", {
      endpointId: props.endpointName,
      endpointType: "target",
      bucketName: props.bucket,
      ...(folder === undefined ? {} : { bucketFolder: folder }),
      expectedBucketOwner: props.environment.account,
      serviceAccessRoleArn: role.arn,
      encryptionMode: "SSE_KMS",
      serverSideEncryptionKmsKeyId: keyArn,
      // No `kmsKeyArn`: DMS does not keep it for S3 endpoints, so each plan would replace the endpoint and with it the task.
      // https://github.com/hashicorp/terraform-provider-aws/pull/48441
      ...props.format,
      dependsOn: [role.granted],
    }).endpointArn;
  }
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html */
function rights(bucket: string, keyArn: string): Omit<Statement, "Effect">[] {
  return [
    { Sid: "List", Action: ["s3:ListBucket"], Resource: [bucket] },
    {
      Sid: "Write",
      Action: ["s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject"],
      Resource: [`${bucket}/*`],
    },
    // Decrypt is for multipart uploads: S3 reads the parts back.
    { Sid: "Encrypt", Action: ["kms:GenerateDataKey", "kms:Decrypt", "kms:DescribeKey"], Resource: [keyArn] },
  ];
}
