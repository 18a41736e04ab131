import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter/index.js";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile/index.js";
import { Instance } from "@cdktf/provider-aws/lib/instance/index.js";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { ASSETS } from "../folders.ts";
import { postgresName, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import type { Placed } from "./groups.ts";

interface BastionProps {
  readonly environment: SnowflakeToPostgres;
  readonly placed: Placed;
  readonly userData: string;
  readonly adminSecretArn: string;
}

/** The newest Amazon Linux for ARM. https://docs.aws.amazon.com/linux/al2023/ug/ec2.html */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/**
 * The machine from which PostgreSQL is reached. It holds nothing: a change of its script replaces it. Operators come by Session Manager, which the
 * machine calls itself, so nothing is open.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-sessions-start.html
 */
export class Bastion extends Construct {
  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    const { environment, placed } = props;
    const { instanceType, ssh } = environment.bastion;
    const name = postgresName(environment, "bastion");
    const role = new ServiceRole(this, "role", { name, service: "ec2.amazonaws.com", allow: rights(props) });
    const profile = new IamInstanceProfile(this, "profile", { name, role: name, dependsOn: [role.granted] });
    new Instance(this, "machine", {
      ami: new DataAwsSsmParameter(this, "image", { name: IMAGE }).insecureValue,
      instanceType,
      subnetId: Fn.element(placed.network.subnetIds("public"), 0),
      vpcSecurityGroupIds: [placed.groupId],
      associatePublicIpAddress: true,
      iamInstanceProfile: profile.name,
      ...(ssh === undefined ? {} : { keyName: ssh.keyPair }),
      userData: props.userData,
      userDataReplaceOnChange: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, volumeType: "gp3", volumeSize: DISK_GB },
      tags: { Name: name },
      // A newer image is no reason to replace it. To take one: terraform apply -replace.
      lifecycle: { ignoreChanges: ["ami"] },
    });
  }
}

/** The smallest that the image takes. */
const DISK_GB = 8;

type Right = Omit<Statement, "Effect" | "Principal">;

/** What the script reads, and Session Manager. https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html */
function rights({ environment, adminSecretArn }: BastionProps): readonly Right[] {
  const { account, region } = environment;
  return [
    { Sid: "ReadTables", Action: ["s3:GetObject"], Resource: [`${bucketArn(rawBucketName(environment))}/${ASSETS}*`] },
    { Sid: "LogIn", Action: ["secretsmanager:GetSecretValue"], Resource: [adminSecretArn] },
    {
      Sid: "BeManaged",
      Action: ["ssm:UpdateInstanceInformation"],
      Resource: [`arn:aws:ec2:${region}:${account}:instance/*`],
    },
    // AWS supports no narrower resource.
    {
      Sid: "TakeSessions",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: ["*"],
    },
  ];
}
