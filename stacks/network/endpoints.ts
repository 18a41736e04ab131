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
  /** Those that somebody asks for, each once. */
  readonly services: readonly EndpointService[];
}

/**
 * Ways to AWS's services that do not leave the VPC: to S3 always, for it costs nothing; to others if a group asks for them. Who
 * may do what there is said by the roles and by the buckets' and keys' policies, so an endpoint has no policy of its own: it
 * would also have to know the buckets of AWS from which images, packages and agents come.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-s3.html
 */
export class Endpoints extends Construct {
  /** S3's addresses, as rules name them. */
  readonly s3PrefixListId: string;
  /** What each interface endpoint is a member of. */
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

/** In every private subnet: traffic to another zone would cost more than the second endpoint. */
function addInterface(scope: Construct, props: EndpointsProps, service: EndpointService): string {
  const { environment, vpcId, privateSubnetIds } = props;
  // A period would be part of the group's name and of the construct's.
  const thing = `endpoint-${service.replaceAll(".", "-")}`;
  const group = new SecurityGroup(scope, `${thing}-group`, { environment, vpcId, thing });
  new VpcEndpoint(scope, thing, {
    vpcId,
    serviceName: `com.amazonaws.${environment.region}.${service}`,
    vpcEndpointType: "Interface",
    // The service's usual name leads to the endpoint: nobody has to know that there is one.
    privateDnsEnabled: true,
    subnetIds: [...privateSubnetIds],
    securityGroupIds: [group.id],
    tags: { Name: networkName(environment, thing) },
  });
  return group.id;
}
