import type { TypeRights } from "../review/rights/by-type.ts";

/** What Terraform asks AWS for, by type of resource, for those who review or write the policies of its roles. */
export function rightsPage(
  rights: { readonly [type: string]: TypeRights },
  besides: { readonly [action: string]: string },
): string {
  return [
    "# What Terraform asks AWS for",
    "",
    "Made by `npm run docs` from `review/rights/by-type.ts`. `npm run -s rights -- plan <environment>` and `… deploy <environment>`",
    "print the same as policies, on the resources of your own stacks: [on GitHub](github.md#set-up). The role that plans reads;",
    "the role that deploys reads and writes. Both also have the state.",
    "",
    "| type | reads | writes |",
    "|---|---|---|",
    ...Object.entries(rights).map(([type, { read, write }]) => `| \`${type}\` | ${list(read)} | ${list(write)} |`),
    "",
    "Besides, to deploy:",
    "",
    "| action | why |",
    "|---|---|",
    ...Object.entries(besides).map(([action, why]) => `| \`${action}\` | ${why} |`),
    "",
  ].join("\n");
}

function list(actions: readonly string[]): string {
  return actions.map((action) => `\`${action}\``).join(", ");
}
