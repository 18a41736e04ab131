import type { Problem } from "../../contracts/problem.ts";
import { rule } from "./rule.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function checkBucketName(where: string, name: string): Problem[] {
  return rule(
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name),
    where,
    `"${name}" can't be a bucket's name`,
    "use 3 to 63 lower-case letters, digits and hyphens, without a hyphen at either end",
  );
}
