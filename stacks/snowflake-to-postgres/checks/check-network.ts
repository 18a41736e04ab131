import type { Problem } from "../../../contracts/problem.ts";
import { rule } from "../../checks/rule.ts";
import { checkAdministrators } from "../../network/check-administrators.ts";
import { parseCidr } from "../../network/cidr.ts";
import { isMade } from "../../network/settings.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** There is a network, with a public subnet for the bastion, and few may connect to it. The network's own check looks at the groups. */
export function checkNetwork({ network, bastion: { ssh } }: SnowflakeToPostgres): Problem[] {
  return [
    ...rule(
      network !== undefined,
      "postgres",
      "the environment has no network, and PostgreSQL is in private subnets",
      "add `network` to the environment: stacks/network/settings.ts",
    ),
    ...rule(
      network === undefined || isMade(network) || network.publicSubnetIds.length > 0,
      "bastion",
      "the network has no public subnet",
      "name one in network.publicSubnetIds",
    ),
    ...(ssh === undefined ? [] : checkSsh(ssh)),
  ];
}

function checkSsh({ cidr, keyPair }: { readonly cidr: string; readonly keyPair: string }): Problem[] {
  return [
    ...(parseCidr(cidr) === undefined
      ? rule(
          false,
          "bastion.ssh.cidr",
          `"${cidr}" is not a range of IPv4 addresses`,
          "write it as `203.0.113.7/32`, for one address",
        )
      : checkAdministrators("bastion.ssh.cidr", cidr)),
    ...rule(
      /^[\w .-]{1,255}$/.test(keyPair),
      "bastion.ssh.keyPair",
      `"${keyPair}" is not the name of a key pair`,
      "write its name in EC2",
    ),
  ];
}
