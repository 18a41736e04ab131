import type { Notice } from "../shared/notice.ts";
import type { LogEvent } from "./log-event.ts";
import { recognise } from "./recognise.ts";

/** The failures of which the lines of a log tell, one notice a kind. @param tables those of the contracts */
export function noticesOf({ logGroup, logStream, lines }: LogEvent, tables: ReadonlySet<string>): Notice[] {
  const notices = new Map<string, Notice>();
  for (const { timestamp, message } of lines) {
    const alert = recognise(message, tables);
    if (alert === undefined) continue;
    const kind = `${alert.code} ${alert.table ?? ""}`;
    const before = notices.get(kind);
    const written = new Date(timestamp).toISOString();
    const first = before === undefined || written < before.first ? written : before.first;
    notices.set(kind, { ...alert, count: (before?.count ?? 0) + 1, first, logGroup, logStream });
  }
  return [...notices.values()];
}
