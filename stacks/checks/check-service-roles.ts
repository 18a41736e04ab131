import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { deploymentsOf, type Pipelines } from "../pipeline.ts";
import { duplicates } from "./duplicates.ts";

/** The roles that DMS looks up by name are created once in an account, by whichever pipeline. */
export function checkServiceRoles(environments: readonly Environment[], pipelines: Pipelines): Problem[] {
  const makers = Object.keys(pipelines).flatMap((pipeline) =>
    deploymentsOf<{ readonly createDmsServiceRoles?: boolean }>(environments, pipeline)
      .filter(({ createDmsServiceRoles }) => createDmsServiceRoles)
      .map((maker) => ({ account: maker.account, path: `${stackName(maker)}.${pipeline}.createDmsServiceRoles` })),
  );
  return duplicates(makers, ({ account }) => account).map((account) => ({
    where: makers
      .filter((maker) => maker.account === account)
      .map(({ path }) => path)
      .join(", "),
    problem: "`dms-vpc-role` exists once in an account, and more than one stack would create it",
    remedy: "set it to true only in the stack that is deployed first",
  }));
}
