import type { TypeRights } from "../review/rights/type-rights.ts";

/** The IAM actions that Terraform needs, by type of resource, for people who review or write the policies of its roles. */
export function rightsPage(
  rights: { readonly [type: string]: TypeRights },
  besides: { readonly [action: string]: string },
): string {
  return [
    "# The IAM actions that Terraform needs",
    "",
    "Written by `npm run docs` from `review/rights/`. `npm run -s rights -- plan <environment>` and `… deploy <environment>`",
    "print the same as policies for the resources of your own stacks: [on GitHub](github.md#set-up). The role that plans may read;",
    "the role that deploys may read and write. Each also has the rights on the state that it needs.",
    "",
    "| type | reads | writes |",
    "|---|---|---|",
    ...Object.entries(rights).map(([type, { read, write }]) => `| \`${type}\` | ${list(read)} | ${list(write)} |`),
    "",
    "To deploy, the role also needs:",
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
