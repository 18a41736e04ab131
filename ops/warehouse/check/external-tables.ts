import { externalTablesIn } from "../../../warehouse/snowflake/external-tables.ts";
import type { Lake, Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { textIn, type Warehouse } from "../connection.ts";

/** Whether the external tables listen to the queue that S3 notifies, where S3 should notify them. */
export async function checkExternalTables(warehouse: Warehouse, target: Target): Promise<Checked<null>> {
  const problems: StackProblem[] = [];
  for (const lake of target.lakes) {
    if (lake.refresh === "dbt") continue;
    const queues: string[] = [];
    for (const database of Object.keys(lake.sources)) {
      const tables = await warehouse.query(externalTablesIn(target, database));
      queues.push(...tables.map(({ notification_channel }) => textIn(notification_channel)));
    }
    problems.push(...problemsOf(lake, lake.refresh.queueArn, [...new Set(queues)]));
  }
  return { found: null, problems };
}

/** @param queues to which the tables listen; empty text for those that listen to none */
function problemsOf({ stack }: Lake, queueArn: string | undefined, queues: readonly string[]): StackProblem[] {
  const where = `${stack}: lake -> Snowflake`;
  const others = queues.filter((queue) => queue !== "" && queue !== queueArn);
  return [
    ...(queues.length === 0 || queues.includes("")
      ? [
          {
            where,
            problem: "external tables don't listen to notifications yet",
            remedy: `npm run -s ops -- warehouse run ${stack}`,
          },
        ]
      : []),
    ...others.map((queue) => ({
      where,
      problem: `the external tables listen to ${queue}, and the lake notifies ${queueArn ?? "nobody"}`,
      remedy: `in environments/: refresh: { queueArn: "${queue}" }, then deploy, then npm run -s ops -- warehouse refresh ${stack}`,
    })),
  ];
}
