import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** Only regions of one partition: a stack in another could not reach the CLEAN bucket. */
export function checkRegion(where: string, region: string): Problem[] {
  return rule(
    /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region),
    where,
    `"${region}" is not a region of the partition \`aws\``,
    "write it as `us-west-2`",
  );
}
