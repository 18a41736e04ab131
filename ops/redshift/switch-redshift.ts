import type { ScheduleState } from "@aws-sdk/client-scheduler";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import { switchSchedule } from "../schedule.ts";
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
  return switched(stack, "ENABLED", await switchSchedule(session, redshiftSchedule(stack), "ENABLED"));
}

/** Switches the schedule off. An execution that runs goes on to its end. */
export async function stopRedshift(session: Session, stack: RedshiftStack): Promise<Result> {
  await checkAccount(session, stack);
  return switched(stack, "DISABLED", await switchSchedule(session, redshiftSchedule(stack), "DISABLED"));
}

function switched({ id, environment }: RedshiftStack, state: ScheduleState, changed: boolean): Result {
  const isOn = state === "ENABLED";
  return {
    json: { stack: id, schedule: state, changed },
    ok: true,
    show: (out) => {
      out.print(`The schedule of ${id} is ${isOn ? "on" : "off"}${changed ? "" : " already"}.`);
      out.print(
        isOn
          ? `An execution starts by ${environment.schedule.expression}. To see the newest: npm run -s ops -- status ${id}`
          : "An execution that runs goes on to its end. MongoDB's oplog keeps the changes for a limited time: start again before.",
      );
    },
  };
}
