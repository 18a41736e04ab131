import type { Producer } from "./producer.ts";
import type { Rate } from "./producer-event.ts";
import type { RecordSender } from "./record-sender.ts";

/** Records between two looks at the clock. */
const LOOK = 100;

/** A sender that gives the stream no more than a rate, from now on: what is ahead of it waits. So the runs of the table find room in the stream. */
export function paced(
  sender: Pick<RecordSender, "add">,
  rate: Rate,
  { now, wait }: Pick<Producer, "now" | "wait">,
): Pick<RecordSender, "add"> {
  const start = now();
  let [records, bytes, seen] = [0, 0, 0];
  return {
    add(key, text) {
      const full = sender.add(key, text);
      records++;
      bytes += Buffer.byteLength(text);
      if (records % LOOK !== 0 && bytes - seen < rate.bytes / 4) return full;
      seen = bytes;
      const due = start + 1_000 * Math.max(records / rate.records, bytes / rate.bytes);
      const ahead = due - now();
      return ahead > 0 ? Promise.resolve(full).then(() => wait(ahead)) : full;
    },
  };
}
