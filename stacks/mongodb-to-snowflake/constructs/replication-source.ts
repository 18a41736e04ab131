import { DmsEndpoint } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import type { Statement } from "../../policy.ts";
import { databaseResourceName } from "../names.ts";
import type { DatabaseSettings, MongodbToSnowflake } from "../settings.ts";

interface ReplicationSourceProps {
  readonly environment: MongodbToSnowflake;
  readonly database: string;
  /** Key that encrypts the endpoint's settings. */
  readonly keyArn: string;
}

/**
 * The source endpoint: MongoDB in table mode, where DMS makes a column of each field that it finds in a sample.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
 */
export class ReplicationSource extends Construct {
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, { environment, database, keyArn }: ReplicationSourceProps) {
    super(scope, id);
    const { region } = environment;
    const settings = environment.databases[database] as DatabaseSettings;
    const role = new ServiceRole(this, "role", {
      name: databaseResourceName(environment, database, "dms-source"),
      // DMS reads secrets as the regional principal.
      service: `dms.${region}.amazonaws.com`,
      allow: secretRights(settings),
    });
    this.endpointArn = new DmsEndpoint(this, "endpoint", {
      endpointId: databaseResourceName(environment, database, "mongodb"),
      endpointType: "source",
      engineName: "mongodb",
      databaseName: database,
      // Not user and password: they would be in the Terraform state.
      secretsManagerArn: settings.secretArn,
      secretsManagerAccessRoleArn: role.arn,
      kmsKeyArn: keyArn,
      ...tls(settings),
      ...secretsManager(settings),
      mongodbSettings: {
        authType: "password",
        authMechanism: "default",
        authSource: settings.authSource,
        nestingLevel: "one",
        extractDocId: "false",
        docsToInvestigate: String(settings.docsToInvestigate),
      },
      dependsOn: [role.granted],
    }).endpointArn;
  }
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
function secretRights({ secretArn, secretKeyArn }: DatabaseSettings): Omit<Statement, "Effect">[] {
  return [
    { Sid: "ReadSecret", Action: ["secretsmanager:GetSecretValue"], Resource: [secretArn] },
    ...(secretKeyArn === undefined
      ? []
      : [{ Sid: "DecryptSecret", Action: ["kms:Decrypt"], Resource: [secretKeyArn] }]),
  ];
}

/** If it is not set, the argument is left out: any other value would change the endpoint, and for that the task must be stopped. */
function secretsManager({ secretsManagerEndpoint: endpoint }: DatabaseSettings) {
  return endpoint === undefined ? {} : { extraConnectionAttributes: `secretsManagerEndpointOverride=${endpoint}` };
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
function tls({ tls }: DatabaseSettings) {
  return "certificateArn" in tls
    ? { sslMode: "verify-full", certificateArn: tls.certificateArn }
    : { sslMode: "require" };
}
