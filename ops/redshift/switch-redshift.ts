import type { ScheduleState } from "@aws-sdk/client-scheduler";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import { switchedRuns, switchSchedule } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type RedshiftStack, redshiftSchedule } from "../stacks.ts";
import { assertImages } from "./images.ts";
import { runMachine } from "./run-machine.ts";
import { testConnections } from "./test-connections.ts";

/** Switches the schedule on, after all without which no execution would succeed is there. */
export async function startRedshift(session: Session, stack: RedshiftStack): Promise<Result> {
  await checkAccount(session, stack);
  const machine = await runMachine(session, stack);
  await assertImages(session, stack, machine.images);
  await testConnections(session, stack, machine);
  return await switchTo(session, stack, "ENABLED");
}

/** Switches the schedule off. An execution that runs goes on to its end. */
export async function stopRedshift(session: Session, stack: RedshiftStack): Promise<Result> {
  await checkAccount(session, stack);
  return await switchTo(session, stack, "DISABLED");
}

async function switchTo(session: Session, stack: RedshiftStack, state: ScheduleState): Promise<Result> {
  const changed = await switchSchedule(session, redshiftSchedule(stack), state);
  return switchedRuns(stack.id, { state, changed }, { by: stack.environment.schedule.expression, off: OFF });
}

const OFF = "MongoDB's oplog keeps the changes for a limited time: start again before.";
