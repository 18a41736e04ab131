import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet/index.js";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint/index.js";
import { Fn, Op, type TerraformResourceLifecycle, type TerraformStack } from "cdktf";
import type { Sources } from "../../../contracts/source.ts";
import { watermarkName } from "../../../functions/producer/environment.ts";
import { allowConnection, type Member } from "../../network/rules.ts";
import { SecurityGroup } from "../../network/security-group.ts";
import { HTTPS } from "../../network/services.ts";
import { policyDocument, type Statement } from "../../policy.ts";
import { mysqlName, SHORT_NAME, tableResourceName, watermarkPrefix } from "../names.ts";
import { isByIam, type MysqlToSnowflake } from "../settings.ts";
import { tablesIn } from "../tables.ts";
import { servicesOf } from "./services.ts";

interface EndpointsProps {
  readonly environment: MysqlToSnowflake;
  readonly sources: Sources;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  /** Whether the subnets are named in the settings, so that two may be in one zone. */
  readonly isGiven: boolean;
  /** The functions' group: nobody else may connect. */
  readonly from: Member;
}

/**
 * Adds interface endpoints, which let through what the functions do here and nothing else. Without private DNS: the services' usual names
 * would lead everybody in the VPC to them, who would then be refused. So the functions are told their addresses.
 * @returns the functions' variables
 */
export function addEndpoints(stack: TerraformStack, props: EndpointsProps): Record<string, string> {
  const { environment, vpcId, subnetIds, isGiven, from } = props;
  const part = `${SHORT_NAME}-endpoints`;
  const group = { name: part, id: new SecurityGroup(stack, "endpoints-group", { environment, vpcId, part }).id };
  allowConnection(stack, from, group, HTTPS);
  const lifecycle = isGiven && subnetIds.length > 1 ? oneInEachZone(stack, subnetIds) : {};
  const entries = servicesOf(environment).map(({ service, variable }) => {
    const endpoint = new VpcEndpoint(stack, `endpoint-${service}`, {
      vpcId,
      serviceName: `com.amazonaws.${environment.region}.${service}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: false,
      subnetIds: [...subnetIds],
      securityGroupIds: [group.id],
      policy: policyDocument([{ ...allowed(props)[service], ...ofThisAccount(environment) }]),
      tags: { Name: mysqlName(environment, service) },
      lifecycle,
    });
    return [variable, `https://${endpoint.dnsEntry.get(0).dnsName}`] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Otherwise AWS refuses the endpoint, after half of the stack is made. Only AWS knows the zones of subnets.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
function oneInEachZone(stack: TerraformStack, subnetIds: readonly string[]): TerraformResourceLifecycle {
  const zones = subnetIds.map(
    (id, index) => new DataAwsSubnet(stack, `subnet-${index + 1}`, { id }).availabilityZoneId,
  );
  const errorMessage =
    "Two of the producer's subnets are in one availability zone, and an endpoint takes one of each: name one subnet of each zone, in producerNetwork.subnetIds or network.privateSubnetIds.";
  return { precondition: [{ condition: Op.eq(Fn.lengthOf(Fn.distinct(zones)), zones.length), errorMessage }] };
}

/** An endpoint's policy needs a principal. */
function ofThisAccount({ account }: MysqlToSnowflake) {
  return {
    Effect: "Allow",
    Principal: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": account } },
  } as const;
}

type Allowed = Pick<Statement, "Sid" | "Action" | "Resource">;

function allowed({ environment, sources }: EndpointsProps) {
  const { account, region, databases } = environment;
  const tables = tablesIn(environment, sources);
  const of = (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}`;
  return {
    "kinesis-streams": {
      Sid: "Send",
      Action: ["kinesis:PutRecords"],
      Resource: tables.map(({ database, table }) =>
        of("kinesis", `stream/${tableResourceName(environment, database, table)}`),
      ),
    },
    ssm: {
      Sid: "Watermark",
      Action: ["ssm:GetParameter", "ssm:PutParameter"],
      Resource: tables.map(({ database, table }) =>
        of("ssm", `parameter${watermarkName({ watermarkPrefix: watermarkPrefix(environment, database) }, table)}`),
      ),
    },
    secretsmanager: {
      Sid: "LogIn",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: Object.values(databases).flatMap(({ login }) => (isByIam(login) ? [] : [login.secretArn])),
    },
  } as const satisfies Record<string, Allowed>;
}
