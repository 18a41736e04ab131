import { type Finished, finish } from "./finish.ts";
import { goBack, type WentBack } from "./go-back.ts";
import { type LoadedPart, loadPart } from "./load-part.ts";
import { plan } from "./plan.ts";
import { type PublishedBatch, publishBatch } from "./publish-batch.ts";
import type { Sync } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import { parseEvent, type SyncEvent, type SyncPlan } from "./sync-event.ts";
import type { SyncTelemetry } from "./telemetry.ts";

export type Answer = SyncPlan | LoadedPart | PublishedBatch | Finished | WentBack;

/**
 * Does a step of the state machine, or what an operator asks for.
 * @param remaining milliseconds until Lambda ends the function
 * @throws Error that quotes nothing: Lambda logs it, and an operator sees it. Its name is the code
 */
export async function handleEvent(
  event: unknown,
  remaining: number,
  sync: Sync,
  telemetry: SyncTelemetry,
): Promise<Answer> {
  try {
    return await answer(parseEvent(event), remaining, sync, telemetry);
  } catch (error) {
    const failure = SyncError.from(error);
    telemetry.failed(failure);
    // Without its cause, whose text may quote the data.
    throw new SyncError(failure.code, { where: failure.where });
  }
}

async function answer(event: SyncEvent, remaining: number, sync: Sync, telemetry: SyncTelemetry): Promise<Answer> {
  switch (event.step) {
    case "plan": {
      const planned = await plan(sync, event);
      telemetry.planned(planned);
      return planned;
    }
    case "load": {
      const loaded = await loadPart(sync, event.part);
      telemetry.loaded(loaded);
      return loaded;
    }
    case "publish": {
      const published = await publishBatch(sync, event, remaining);
      telemetry.published(published);
      return published;
    }
    case "finish":
      return await finish(sync, event, (finished) => telemetry.finished(finished));
    case "previous": {
      const back = await goBack(sync, event);
      telemetry.wentBack(back);
      return back;
    }
  }
}
