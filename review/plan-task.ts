import { resolve } from "node:path";
import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { ENVIRONMENTS } from "../environments/environments.ts";
import { awsClients as aws } from "../ops/aws-clients.ts";
import { explainAwsError } from "../ops/aws-error.ts";
import { mongodbToSnowflakeIn } from "../stacks/mongodb-to-snowflake/deployments.ts";
import { placeOf } from "../stacks/names.ts";
import { relationalToSnowflakeIn } from "../stacks/relational-to-snowflake/deployments.ts";
import { planIn } from "./plan-review/stack-folder.ts";
import { checkTask } from "./plan-task/check-task.ts";
import { tasksOfMongodb, tasksOfRelational } from "./plan-task/stack-tasks.ts";

const shell = thisShell();

const command = new Command("npm run -s plan:task --")
  .description(
    "Before an apply, refuse a plan that changes an endpoint while the replication task runs. Asks DMS for the task's status.",
  )
  .argument("<plan>", "<stack>.json, as terraform show -json prints it, in the folder of its stack")
  .addHelpText("after", exitCodes("the plan may be applied", "the task must be stopped first, or the check failed"))
  .action(async (file: string) => {
    const plan = planIn(resolve(shell.calledFrom, file));
    const stacks = [
      ...mongodbToSnowflakeIn(ENVIRONMENTS).map(tasksOfMongodb),
      ...relationalToSnowflakeIn(ENVIRONMENTS).map(tasksOfRelational),
    ];
    const tasks = stacks.find(({ stack }) => stack === plan.stack);
    if (placeOf(plan.stack, ENVIRONMENTS) === undefined)
      throw new UserError(`There is no environment of the stack "${plan.stack}" in environments/.`);
    shell.out.print(
      tasks === undefined ? `${plan.stack} has no replication task.` : await checkTask({ aws }, tasks, plan),
    );
  });

process.exitCode = await runCommand(command, process.argv.slice(2), shell, { explain: explainAwsError });
