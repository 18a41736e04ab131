import { DmsEndpoint } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import { Construct } from "constructs";
import type { Environment, MongodbSettings } from "../environment.ts";
import { resourceName } from "../names.ts";
import { ServiceRole } from "./service-role.ts";

interface ReplicationSourceProps {
  readonly environment: Environment;
  /** Key that encrypts the endpoint's settings. */
  readonly keyArn: string;
}

/**
 * The source endpoint: MongoDB in table mode, where DMS makes a column of each field that it finds in a sample.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
 */
export class ReplicationSource extends Construct {
  readonly endpointArn: string;

  constructor(scope: Construct, id: string, { environment, keyArn }: ReplicationSourceProps) {
    super(scope, id);
    const { mongodb, region } = environment;
    const role = new ServiceRole(this, "role", {
      name: resourceName(environment, "dms-source"),
      // DMS reads secrets as the regional principal.
      service: `dms.${region}.amazonaws.com`,
      allow: [{ Sid: "ReadSecret", Action: ["secretsmanager:GetSecretValue"], Resource: [mongodb.secretArn] }],
    });
    this.endpointArn = new DmsEndpoint(this, "endpoint", {
      endpointId: resourceName(environment, "mongodb"),
      endpointType: "source",
      engineName: "mongodb",
      databaseName: mongodb.database,
      // Not user and password: they would be in the Terraform state.
      secretsManagerArn: mongodb.secretArn,
      secretsManagerAccessRoleArn: role.arn,
      kmsKeyArn: keyArn,
      ...tls(mongodb),
      ...secretsManager(mongodb),
      mongodbSettings: {
        authType: "password",
        authMechanism: "default",
        authSource: mongodb.authSource,
        nestingLevel: "one",
        extractDocId: "false",
        docsToInvestigate: String(mongodb.docsToInvestigate),
      },
      dependsOn: [role.granted],
    }).endpointArn;
  }
}

/** If it is not set, the argument is left out: any other value would change the endpoint, and for that the task must be stopped. */
function secretsManager({ secretsManagerEndpoint: endpoint }: MongodbSettings) {
  return endpoint === undefined ? {} : { extraConnectionAttributes: `secretsManagerEndpointOverride=${endpoint}` };
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html */
function tls({ tls }: MongodbSettings) {
  return "certificateArn" in tls
    ? { sslMode: "verify-full", certificateArn: tls.certificateArn }
    : { sslMode: "require" };
}
