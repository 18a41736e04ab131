import { isDeepStrictEqual } from "node:util";
import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { duplicates } from "./duplicates.ts";
import { rule } from "./rule.ts";

/** Problems between environments: duplicates, and shared settings that differ. */
export function checkTogether(environments: readonly Environment[]): Problem[] {
  return [
    ...rule(environments.length > 0, "environments", "there is none: nothing would be deployed", "add one"),
    ...duplicates(environments, stackName).map((name) => ({
      where: name,
      problem: "listed twice: two stacks would share one state and one CLEAN prefix",
      remedy: "remove one",
    })),
    ...(["primary", "cleanBucket"] as const).flatMap((setting) => checkShared(environments, setting)),
  ];
}

/** There is one primary stack and one CLEAN bucket. */
function checkShared(environments: readonly Environment[], setting: "primary" | "cleanBucket"): Problem[] {
  const [first, ...others] = environments;
  if (first === undefined) return [];
  return others.flatMap((environment) =>
    rule(
      isDeepStrictEqual(environment[setting], first[setting]),
      `${stackName(environment)}.${setting}`,
      `differs from that of ${stackName(first)}, and all stacks share it`,
      "write it once, in environments/shared.ts",
    ),
  );
}
