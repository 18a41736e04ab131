import { Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { completeStack } from "../complete-stack.ts";
import { addBudget } from "../constructs/budget.ts";
import type { Environment } from "../environment.ts";
import { configureStack } from "../stack-settings.ts";
import { Endpoints } from "./endpoints.ts";
import { FlowLog } from "./flow-log.ts";
import type { GroupRequest } from "./group-request.ts";
import { Groups, requestedServices } from "./groups.ts";
import { Routes } from "./routes.ts";
import type { MadeNetwork } from "./settings.ts";
import { Subnets } from "./subnets.ts";
import { Vpc } from "./vpc.ts";

interface NetworkStackProps {
  readonly environment: Environment;
  readonly settings: MadeNetwork;
  /** Of all pipelines that run here. */
  readonly requests: readonly GroupRequest[];
}

/** The network that the pipelines of an environment and region share. They find it by names and tags: `lookup.ts`. */
export class NetworkStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environment, settings, requests }: NetworkStackProps) {
    super(scope, id);
    configureStack(this, environment);
    const { vpcId, internetGateway } = new Vpc(this, "vpc", { environment, settings });
    const { zones } = new Subnets(this, "subnets", { environment, settings, vpcId });
    const routes = new Routes(this, "routes", { environment, settings, vpcId, internetGateway, zones });
    const endpoints = new Endpoints(this, "endpoints", {
      environment,
      vpcId,
      privateSubnetIds: zones.map(({ privateSubnetId }) => privateSubnetId),
      privateTableIds: routes.privateTableIds,
      services: requestedServices(requests),
    });
    new Groups(this, "groups", { environment, vpcId, requests, endpoints });
    new FlowLog(this, "flow-log", { environment, vpcId, logDays: settings.logDays });
    addBudget(this, { ...environment, ...settings });
    new TerraformOutput(this, "vpc_id", { value: vpcId });
    if (routes.natAddresses.length > 0)
      new TerraformOutput(this, "nat_addresses", { value: Fn.tolist([...routes.natAddresses]) });
    completeStack(this, environment);
  }
}
