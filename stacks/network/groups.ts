import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Destination, GroupRequest } from "./group-request.ts";
import { connect, letOutToPrefixList, letOutToRange, type Member } from "./rules.ts";
import { SecurityGroup } from "./security-group.ts";
import { type EndpointService, HTTPS } from "./services.ts";

interface GroupsProps {
  readonly environment: Environment;
  readonly vpcId: string;
  readonly requests: readonly GroupRequest[];
  readonly endpoints: Pick<Endpoints, "groupIds" | "s3PrefixListId">;
}

/**
 * The groups of all pipelines and every rule between them, here and not with their members: then no part of a pipeline waits
 * for another's rule when it is taken down.
 */
export class Groups extends Construct {
  constructor(scope: Construct, id: string, { environment, vpcId, requests, endpoints }: GroupsProps) {
    super(scope, id);
    const groups = new Map<string, Member>(
      requests.map(({ name }) => {
        const group = new SecurityGroup(this, name, { environment, vpcId, thing: name });
        return [name, { name, id: group.id }];
      }),
    );
    for (const { name, to } of requests) {
      for (const destination of to) this.#letOut(of(groups, name), destination, groups, endpoints);
    }
  }

  #letOut(
    from: Member,
    destination: Destination,
    groups: ReadonlyMap<string, Member>,
    { groupIds, s3PrefixListId }: GroupsProps["endpoints"],
  ): void {
    if ("group" in destination) connect(this, from, of(groups, destination.group), destination.port);
    else if ("cidr" in destination) letOutToRange(this, from, destination);
    else if (destination.service === "s3") letOutToPrefixList(this, from, s3PrefixListId, HTTPS);
    else connect(this, from, { name: destination.service, id: of(groupIds, destination.service) }, HTTPS);
  }
}

/** Services of which somebody wants an interface endpoint, each once. */
export function servicesAskedFor(requests: readonly GroupRequest[]): EndpointService[] {
  const asked = requests.flatMap(({ to }) =>
    to.flatMap((destination) =>
      "service" in destination && destination.service !== "s3" ? [destination.service] : [],
    ),
  );
  return [...new Set(asked)];
}

/** The check has looked at all names before. */
function of<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  return map.get(key) as Value;
}
