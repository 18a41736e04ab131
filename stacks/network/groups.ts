import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Destination, GroupRequest } from "./group-request.ts";
import {
  allowConnection,
  allowEgressToPrefixList,
  allowEgressToRange,
  allowIngressFromRange,
  type Member,
} from "./rules.ts";
import { SecurityGroup } from "./security-group.ts";
import { type EndpointService, HTTPS } from "./services.ts";

interface GroupsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly requests: readonly GroupRequest[];
  readonly endpoints: Pick<Endpoints, "groupIds" | "s3PrefixListId">;
}

/**
 * The security groups of all pipelines and every rule between them. They are in this stack, not with their members: otherwise
 * destroying one part of a pipeline would have to wait for rules of another.
 */
export class Groups extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, requests, endpoints }: GroupsProps) {
    super(scope, id);
    const groups = new Map<string, Member>(
      requests.map(({ name }) => {
        const group = new SecurityGroup(this, name, { environment, vpcId, part: name });
        return [name, { name, id: group.id }];
      }),
    );
    for (const { name, to, from = [] } of requests) {
      for (const destination of to) this.#allow(of(groups, name), destination, groups, endpoints);
      for (const range of from) allowIngressFromRange(this, of(groups, name), range);
    }
  }

  #allow(
    from: Member,
    destination: Destination,
    groups: ReadonlyMap<string, Member>,
    { groupIds, s3PrefixListId }: GroupsProps["endpoints"],
  ): void {
    if ("group" in destination) allowConnection(this, from, of(groups, destination.group), destination.port);
    else if ("cidr" in destination) allowEgressToRange(this, from, destination);
    else if (destination.service === "s3") allowEgressToPrefixList(this, from, s3PrefixListId, HTTPS);
    else allowConnection(this, from, { name: destination.service, id: of(groupIds, destination.service) }, HTTPS);
  }
}

/** The services that need an interface endpoint, each once. */
export function requestedServices(requests: readonly GroupRequest[]): EndpointService[] {
  const requested = requests.flatMap(({ to }) =>
    to.flatMap((destination) =>
      "service" in destination && destination.service !== "s3" ? [destination.service] : [],
    ),
  );
  return [...new Set(requested)];
}

/** Never undefined: `check-requests.ts` has checked all names. */
function of<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  return map.get(key) as Value;
}
