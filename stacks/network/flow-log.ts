import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { FlowLog as AwsFlowLog } from "@cdktf/provider-aws/lib/flow-log/index.js";
import { Construct } from "constructs";
import { ServiceRole } from "../constructs/service-role.ts";
import type { Environment } from "../environment.ts";
import { networkName } from "./names.ts";

interface FlowLogProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly logDays: number;
}

/**
 * Logs every connection that a rule refused. Without it, a function that may not connect to something only times out, and nobody
 * sees which connections were attempted. Accepted connections are not logged: they would be most of the cost, and the rules already
 * list them. The log has addresses and ports, no content. https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export class FlowLog extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, logDays }: FlowLogProps) {
    super(scope, id);
    const name = networkName(environment, "refused");
    const logGroup = new CloudwatchLogGroup(this, "log", { name, retentionInDays: logDays });
    const role = new ServiceRole(this, "role", {
      name,
      service: "vpc-flow-logs.amazonaws.com",
      allow: [
        {
          Sid: "Log",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
          Resource: [`${logGroup.arn}:*`],
        },
      ],
    });
    new AwsFlowLog(this, "flow-log", {
      vpcId,
      trafficType: "REJECT",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroup.arn,
      iamRoleArn: role.arn,
      // Seconds; the shorter of the two possible values.
      maxAggregationInterval: 60,
      tags: { Name: name },
      dependsOn: [role.granted],
    });
  }
}
