import type { Export } from "./export.ts";
import { ExportError } from "./export-error.ts";
import { type FinishedExport, type Polled, parseEvent, type StartedExport } from "./export-event.ts";
import { finish } from "./finish.ts";
import { poll } from "./poll.ts";
import { start } from "./start.ts";
import type { ExportTelemetry } from "./telemetry.ts";

export type Answer = StartedExport | Polled | FinishedExport;

/**
 * Does a step of the state machine.
 * @throws Error that quotes nothing: Lambda logs it, and an operator sees it. Its name is the code
 */
export async function handleEvent(event: unknown, to: Export, telemetry: ExportTelemetry): Promise<Answer> {
  try {
    return await answer(event, to, telemetry);
  } catch (error) {
    const failure = ExportError.from(error);
    telemetry.failed(failure);
    // Without its cause, whose text may quote the data.
    throw new ExportError(failure.code, { where: failure.where });
  }
}

async function answer(event: unknown, to: Export, telemetry: ExportTelemetry): Promise<Answer> {
  const parsed = parseEvent(event);
  switch (parsed.step) {
    case "start": {
      const { isMoment, ...started } = await start(to, parsed);
      telemetry.started(to.database, { ...started, isMoment });
      return started;
    }
    case "poll":
      return await poll(to, parsed.export);
    case "finish": {
      const finished = await finish(to, parsed.export);
      telemetry.finished(to.database, finished);
      return finished;
    }
  }
}
