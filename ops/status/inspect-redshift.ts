import { runName, stateMachineArn } from "../../stacks/mongodb-to-redshift/names.ts";
import { checkAccount } from "../open-stack.ts";
import { documentsStatus } from "../redshift/documents.ts";
import { imageDigest, imageMissing } from "../redshift/images.ts";
import { runMachine } from "../redshift/run-machine.ts";
import { scheduleState } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type RedshiftStack, redshiftSchedule } from "../stacks.ts";
import { attempt, type Checked } from "./check.ts";
import { newestExecutions } from "./executions.ts";
import type { DocumentsStatus, RedshiftStatus } from "./redshift-status.ts";

/** Looks at everything of a stack at once. @throws only what is a mistake in this program */
export async function inspectRedshift(session: Session, stack: RedshiftStack): Promise<RedshiftStatus> {
  const place = { stack: stack.id, region: stack.environment.region };
  const { found, problems } = await attempt("stack", async () => {
    await checkAccount(session, stack);
    return { found: true, problems: [] };
  });
  if (found === null)
    return { ...place, schedule: null, executions: null, missingImages: null, collections: [], problems };
  const [schedule, executions, images, collections] = await Promise.all([
    attempt("schedule", async () => ({ found: await scheduleState(session, redshiftSchedule(stack)), problems: [] })),
    attempt("executions", () =>
      newestExecutions(
        session,
        stateMachineArn(stack.environment, runName(stack.environment)),
        stack.environment.region,
      ),
    ),
    attempt("images", () => missingImages(session, stack)),
    attempt("collections", () => checkCollections(session, stack)),
  ]);
  return {
    ...place,
    schedule: schedule.found,
    executions: executions.found,
    missingImages: images.found,
    collections: collections.found ?? [],
    problems: [schedule, executions, images, collections].flatMap((each) => each.problems),
  };
}

async function missingImages(session: Session, stack: RedshiftStack): Promise<Checked<string[]>> {
  const { images } = await runMachine(session, stack);
  const digests = await Promise.all(images.map((image) => imageDigest(session, stack.environment.region, image)));
  const found = images.filter((_, index) => digests[index] === undefined).map(({ repository }) => repository);
  if (found.length === 0) return { found, problems: [] };
  return { found, problems: [{ where: "images", problem: imageMissing(stack.id, found) }] };
}

async function checkCollections(session: Session, stack: RedshiftStack): Promise<Checked<readonly DocumentsStatus[]>> {
  const found = await documentsStatus(session, stack);
  const problems = found
    .filter(({ stopped }) => stopped !== null)
    .map(({ collection, stopped }) => ({
      where: collection,
      problem: `it is not loaded since ${stopped?.toISOString()}: somebody has to decide. It is still extracted`,
      remedy: "docs/runbook.md#collection-stopped",
    }));
  return { found, problems };
}
