import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkSchedule } from "../checks/check-schedule.ts";
import { checkDatabases } from "./checks/check-databases.ts";
import { checkFreshness } from "./checks/check-freshness.ts";
import { checkJobNetwork } from "./checks/check-job-network.ts";
import { checkJobs } from "./checks/check-jobs.ts";
import { checkNames } from "./checks/check-names.ts";
import { checkRedshift } from "./checks/check-redshift.ts";
import { checkReferences } from "./checks/check-references.ts";
import { checkRetention } from "./checks/check-retention.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** Every problem of this pipeline's settings in one environment. `where` is the path of a setting. */
export function check(deployment: MongodbToRedshift, sources: Sources): Problem[] {
  return [
    ...checkNames(deployment),
    ...checkDatabases(deployment, sources),
    ...checkReferences(deployment),
    ...checkJobNetwork(deployment),
    ...checkJobs(deployment),
    ...checkSchedule(deployment),
    ...checkRedshift(deployment),
    ...checkRetention(deployment),
    ...checkFreshness(deployment, sources),
    ...checkBudget("budget", deployment),
  ];
}
