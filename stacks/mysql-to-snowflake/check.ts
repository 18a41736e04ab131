import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkMails } from "../checks/check-mails.ts";
import { checkDatabases } from "./checks/check-databases.ts";
import { checkNames } from "./checks/check-names.ts";
import { checkNetwork } from "./checks/check-network.ts";
import { checkPublisher } from "./checks/check-publisher.ts";
import { checkReferences } from "./checks/check-references.ts";
import { checkSizes } from "./checks/check-sizes.ts";
import { mailLogs } from "./names.ts";
import type { MysqlToSnowflake } from "./settings.ts";

/** Every problem of this pipeline's settings in one environment. `where` is the path of a setting. */
export function check(deployment: MysqlToSnowflake, sources: Sources): Problem[] {
  return [
    ...checkNames(deployment, sources),
    ...checkDatabases(deployment, sources),
    ...checkReferences(deployment),
    ...checkPublisher(deployment),
    ...checkNetwork(deployment),
    ...checkSizes(deployment),
    ...checkMails(deployment, deployment.mails, mailLogs(deployment)),
    ...checkBudget("budget", deployment),
  ];
}
