import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** One partition only: a stack elsewhere could not reach the CLEAN bucket. */
export function checkRegion(where: string, region: string): Problem[] {
  return rule(
    /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region),
    where,
    `"${region}" is no region of the partition \`aws\``,
    "write it as `us-west-2`",
  );
}
