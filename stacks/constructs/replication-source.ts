import { DmsEndpoint, type DmsEndpointConfig } from "@cdktf/provider-aws/lib/dms-endpoint/index.js";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { secretRights } from "./secret-rights.ts";
import { ServiceRole } from "./service-role.ts";

/** Who DMS logs in as, and how it reaches Secrets Manager. */
interface SourceSecret {
  readonly secretArn: string;
  readonly secretKeyArn?: string;
  readonly secretsManagerEndpoint?: string;
}

interface SourceRoleProps {
  readonly environment: Pick<Environment, "region">;
  readonly name: string;
  readonly secrets: readonly SourceSecret[];
}

/** Adds the role with which DMS reads secrets. */
export function addSourceRole(
  scope: Construct,
  id: string,
  { environment, name, secrets }: SourceRoleProps,
): ServiceRole {
  return new ServiceRole(scope, id, {
    name,
    // DMS reads secrets as the regional principal.
    service: `dms.${environment.region}.amazonaws.com`,
    allow: secretRights(secrets),
  });
}

interface SourceEndpointProps {
  readonly name: string;
  readonly role: ServiceRole;
  readonly secret: SourceSecret;
  /** The engine, its settings and its TLS: arguments of the endpoint. */
  readonly engine: Pick<DmsEndpointConfig, "engineName" | "sslMode"> & Partial<DmsEndpointConfig>;
  /** Key that encrypts the endpoint's settings. */
  readonly keyArn: string;
}

/** Adds a source endpoint: a database, with its credentials in Secrets Manager. @returns its ARN */
export function addSourceEndpoint(
  scope: Construct,
  { name, role, secret, engine, keyArn }: SourceEndpointProps,
): string {
  return new DmsEndpoint(scope, "endpoint", {
    endpointId: name,
    endpointType: "source",
    // Not user and password: they would be in the Terraform state.
    secretsManagerArn: secret.secretArn,
    secretsManagerAccessRoleArn: role.arn,
    kmsKeyArn: keyArn,
    ...secretsManager(secret),
    ...engine,
    dependsOn: [role.granted],
  }).endpointArn;
}

/** If it is not set, the argument is left out: any other value would change the endpoint, and for that the task must be stopped. */
function secretsManager({ secretsManagerEndpoint: endpoint }: SourceSecret) {
  return endpoint === undefined ? {} : { extraConnectionAttributes: `secretsManagerEndpointOverride=${endpoint}` };
}
