import { DmsEndpoint, type DmsEndpointConfig } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import type { Statement } from "../policy.ts";
import { ServiceRole } from "./service-role.ts";

interface ReplicationSourceProps {
  readonly environment: Pick<Environment, "region">;
  readonly endpointName: string;
  readonly roleName: string;
  readonly secret: SourceSecret;
  /** The engine, its settings and its TLS: arguments of the endpoint. */
  readonly engine: Pick<DmsEndpointConfig, "engineName" | "databaseName" | "sslMode"> & Partial<DmsEndpointConfig>;
  /** Key that encrypts the endpoint's settings. */
  readonly keyArn: string;
}

/** Who DMS logs in as, and how it reaches Secrets Manager. */
export interface SourceSecret {
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  readonly secretsManagerEndpoint?: string;
}

/** The source endpoint: a database, with its credentials in Secrets Manager. */
export class ReplicationSource extends Construct {
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, props: ReplicationSourceProps) {
    super(scope, id);
    const { secret } = props;
    const role = new ServiceRole(this, "role", {
      name: props.roleName,
      // DMS reads secrets as the regional principal.
      service: `dms.${props.environment.region}.amazonaws.com`,
      allow: secretRights(secret),
    });
    this.endpointArn = new DmsEndpoint(this, "endpoint", {
      endpointId: props.endpointName,
      endpointType: "source",
      // Not user and password: they would be in the Terraform state.
      secretsManagerArn: secret.secretArn,
      secretsManagerAccessRoleArn: role.arn,
      kmsKeyArn: props.keyArn,
      ...secretsManager(secret),
      ...props.engine,
      dependsOn: [role.granted],
    }).endpointArn;
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
function secretRights({ secretArn, secretKeyArn }: SourceSecret): Omit<Statement, "Effect">[] {
  return [
    { Sid: "ReadSecret", Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] },
    ...(secretKeyArn === undefined
      ? []
      : [{ Sid: "DecryptSecret", Action: ["kms:Decrypt"], Resource: [secretKeyArn] }]),
  ];
}

/** If it is not set, the argument is left out: any other value would change the endpoint, and for that the task must be stopped. */
function secretsManager({ secretsManagerEndpoint: endpoint }: SourceSecret) {
  return endpoint === undefined ? {} : { extraConnectionAttributes: `secretsManagerEndpointOverride=${endpoint}` };
}
