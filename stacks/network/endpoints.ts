import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName } from "./names.ts";
import { SecurityGroup } from "./security-group.ts";
import type { EndpointService } from "./services.ts";

interface EndpointsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly privateSubnetIds: readonly string[];
  readonly privateTableIds: readonly string[];
  /** The services that some group requests, each once. */
  readonly services: readonly EndpointService[];
}

/**
 * VPC endpoints of AWS services: always S3's, which is free, and others if a group requests them. The endpoints have no policy: access
 * is limited by roles and by the policies of buckets and keys, and an endpoint's policy would also have to list AWS's buckets from
 * which images, packages and agents are downloaded.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class Endpoints extends Construct {
  /** For rules that allow connections to S3. */
  readonly s3PrefixListId: string;
  /** The security group of each interface endpoint. */
  readonly groupIds: ReadonlyMap<EndpointService, string>;

  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    this.s3PrefixListId = new VpcEndpoint(this, "s3", {
      vpcId: props.vpcId,
      serviceName: `com.amazonaws.${props.environment.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [...props.privateTableIds],
      tags: { Name: networkName(props.environment, "s3") },
    }).prefixListId;
    this.groupIds = new Map(props.services.map((service) => [service, addInterface(this, props, service)]));
  }
}

/** In every private subnet, so that no traffic to the service goes to another zone. */
function addInterface(scope: Construct, props: EndpointsProps, service: EndpointService): string {
  const { environment, vpcId, privateSubnetIds } = props;
  // Without periods, since it becomes part of the names of the group and the construct.
  const part = `endpoint-${service.replaceAll(".", "-")}`;
  const group = new SecurityGroup(scope, `${part}-group`, { environment, vpcId, part });
  new VpcEndpoint(scope, part, {
    vpcId,
    serviceName: `com.amazonaws.${environment.region}.${service}`,
    vpcEndpointType: "Interface",
    // The service's usual DNS name resolves to the endpoint, so clients need no setting for it.
    privateDnsEnabled: true,
    subnetIds: [...privateSubnetIds],
    securityGroupIds: [group.id],
    tags: { Name: networkName(environment, part) },
  });
  return group.id;
}
