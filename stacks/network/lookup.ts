import { DataAwsSecurityGroups } from "@cdktf/provider-aws/lib/data-aws-security-groups/index.js";
import { DataAwsSubnets } from "@cdktf/provider-aws/lib/data-aws-subnets/index.js";
import { DataAwsVpcs } from "@cdktf/provider-aws/lib/data-aws-vpcs/index.js";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName, networkStackName, type Tier, tierTag, vpcName } from "./names.ts";
import { type GivenNetwork, isMade, type MadeNetwork, type NetworkSettings } from "./settings.ts";

/** The network that a stack runs in. */
export interface Network {
  readonly vpcId: string;
  /** Sorted by id, so that the order only changes if the subnets do. */
  readonly subnetIds: (tier: Tier) => string[];
  /**
   * The group that a pipeline requested by this name (`GroupRequest`). Undefined if the network is given: then each module creates
   * its own group.
   */
  readonly groupId: (name: string) => string | undefined;
}

interface NetworkProps {
  readonly environment: Environment;
  readonly settings: NetworkSettings;
}

/** The network: its ids are either given in the settings, or found by the names and tags that the network stack sets. */
export function findNetwork(scope: Construct, id: string, { environment, settings }: NetworkProps): Network {
  return isMade(settings) ? new NetworkLookup(scope, id, { environment, settings }) : given(settings);
}

function given({ vpcId, privateSubnetIds, publicSubnetIds }: GivenNetwork): Network {
  const subnetIds = { private: privateSubnetIds, public: publicSubnetIds };
  return { vpcId, subnetIds: (tier) => [...subnetIds[tier]], groupId: () => undefined };
}

interface NetworkLookupProps {
  readonly environment: Environment;
  readonly settings: MadeNetwork;
}

/**
 * Looks up what the network stack created. It uses the plural data sources, which answer an empty list if nothing is found: so a plan
 * that comes too early can say which stack to deploy first. (The singular ones fail with their own error.) A data source is added only
 * if something uses it.
 * https://developer.hashicorp.com/terraform/language/expressions/custom-conditions
 */
class NetworkLookup extends Construct implements Network {
  readonly vpcId: string;
  readonly #environment: Environment;
  readonly #zones: number;
  readonly #found = new Map<string, string[]>();

  constructor(scope: Construct, id: string, { environment, settings }: NetworkLookupProps) {
    super(scope, id);
    this.#environment = environment;
    this.#zones = settings.zones;
    const name = vpcName(environment);
    const { ids } = new DataAwsVpcs(this, "vpc", { tags: { Name: name }, ...this.#expect(1, `VPC named ${name}`) });
    this.vpcId = Fn.element(ids, 0);
  }

  subnetIds(tier: Tier): string[] {
    return this.#once(`${tier}-subnets`, (id) => {
      const expected = this.#expect(this.#zones, `${tier} subnets in ${vpcName(this.#environment)}`);
      const { ids } = new DataAwsSubnets(this, id, { filter: [this.#inVpc()], tags: tierTag(tier), ...expected });
      return Fn.sort(ids);
    });
  }

  groupId(name: string): string {
    const [id = ""] = this.#once(name, () => {
      const full = networkName(this.#environment, name);
      const { ids } = new DataAwsSecurityGroups(this, name, {
        filter: [this.#inVpc(), { name: "group-name", values: [full] }],
        ...this.#expect(1, `security group named ${full}`),
      });
      return [Fn.element(ids, 0)];
    });
    return id;
  }

  #inVpc() {
    return { name: "vpc-id", values: [this.vpcId] };
  }

  /** The plan fails if another number is found: the network is not deployed, or not since its settings changed. */
  #expect(count: number, what: string) {
    const stack = networkStackName(this.#environment);
    const errorMessage = `Expected ${count} ${what}: deploy ${stack} first.`;
    return { lifecycle: { postcondition: [{ condition: `\${length(self.ids) == ${count}}`, errorMessage }] } };
  }

  #once(name: string, find: (name: string) => string[]): string[] {
    const found = this.#found.get(name) ?? find(name);
    this.#found.set(name, found);
    return found;
  }
}
