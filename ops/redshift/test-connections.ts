import { BatchClient, DescribeJobsCommand, type JobDetail, SubmitJobCommand } from "@aws-sdk/client-batch";
import { UserError } from "../../command/user-error.ts";
import { jobVariables } from "../../functions/extract/environment.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";
import type { RunMachine } from "./run-machine.ts";

/** A job on Fargate needs a minute or two to begin. */
const MINUTES = 15;

/**
 * Lets a job of each database connect to MongoDB from where jobs run, and look at one collection. It extracts nothing.
 * @throws UserError if one can't: its log says why
 */
export async function testConnections(
  session: Session,
  { environment: { region } }: RedshiftStack,
  { queueArn, collections }: RunMachine,
): Promise<void> {
  const batch = session.aws(BatchClient, region);
  const databases = [...new Set(collections.map(({ database }) => database))];
  for (const database of databases) {
    const { collection = "", extract } = collections.find((each) => each.database === database) ?? {};
    const variables = jobVariables({ mode: "check", database, collection });
    const { jobId = "" } = await batch.send(
      new SubmitJobCommand({
        jobName: "check",
        jobQueue: queueArn,
        jobDefinition: extract,
        retryStrategy: { attempts: 1 },
        containerOverrides: { environment: Object.entries(variables).map(([name, value]) => ({ name, value })) },
      }),
    );
    session.err.print(`  a job connects to ${database}`);
    const ended = await poll(session, { everySeconds: 10, forMinutes: MINUTES }, async () => {
      const [job] = (await batch.send(new DescribeJobsCommand({ jobs: [jobId] }))).jobs ?? [];
      return job?.status === "SUCCEEDED" || job?.status === "FAILED" ? job : undefined;
    });
    if (ended?.status !== "SUCCEEDED") throw failed(database, jobId, ended);
    session.err.print(`  ${database}: connected`);
  }
}

function failed(database: string, jobId: string, job: JobDetail | undefined): UserError {
  const ended =
    job === undefined
      ? `did not end in ${MINUTES} minutes`
      : `ended with ${job.container?.exitCode ?? job.statusReason ?? "an error"}`;
  return new UserError(
    `The job that connects to ${database} ${ended}: nothing was started. Its log, ` +
      `${job?.container?.logStreamName ?? `of job ${jobId}`}, says why.`,
    1,
  );
}
