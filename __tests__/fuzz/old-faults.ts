import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { keyColumns } from "../../contracts/key.ts";
import type { Mask } from "../../contracts/mask.ts";
import type { Buckets } from "../../functions/cleaner/buckets.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { type Cleaner, handleEvent } from "../../functions/cleaner/handle-event.ts";
import { makeKernel } from "../../functions/cleaner/make-kernel.ts";
import { unpack } from "../../fuzz/damage/unpack.ts";
import type { Handle } from "../../fuzz/shipped/shipped.ts";
import { type DeliberateLeak, reports } from "./deliberate-leaks.ts";

/** Old faults of the cleaner: the file is changed as an old version would have read it, before the present cleaner reads it. */
export const OLD_FAULTS: readonly DeliberateLeak[] = [
  reads(
    "a repeated header in another order that is skipped",
    /^(its columns in|changes of|another file).+: CLEAN has text/,
    withoutRepeatedHeader,
  ),
  reads("rows that end in CR, of which only the first is read", /^rows that end in CR: was nothing to write/, (csv) =>
    firstOf(csv, "\r"),
  ),
  reads(
    "rows that end in two characters, of which only the first is read",
    /^rows that end in the two .+: was nothing to write/,
    (csv) => firstOf(csv, /\\r\\n|\\n/),
  ),
  reads(
    "a record that counts as a header because of a listed name",
    /^no (header, and listed names for cells|key in the header): CLEAN has text/,
    (csv, cleaner) => {
      const { mask, delimiter } = settingsOf(cleaner);
      const [first = "", ...lines] = csv.split("\n");
      const cells = first.split(delimiter);
      const keys = keyColumns(mask);
      const hasKey = HEADER_NAMES.test(first) || !cells.some((cell) => Object.hasOwn(mask, cell));
      return hasKey ? csv : [[...keys, ...cells.slice(keys.length)].join(delimiter), ...lines].join("\n");
    },
  ),
  reads("a guess of another delimiter", /^another delimiter: CLEAN/, (csv, cleaner) => {
    const { delimiter } = settingsOf(cleaner);
    const [header = ""] = csv.split("\n");
    const found = /[,|\t;]/.exec(header)?.[0] ?? delimiter;
    return header.includes(delimiter) ? csv : csv.replaceAll(found, delimiter);
  }),
  reads("a guess of UTF-16", /^UTF-16: CLEAN/, (csv) => {
    const bytes = Buffer.from(csv, "latin1");
    return bytes[1] === 0 ? bytes.toString("utf16le") : csv;
  }),
  {
    title: "a gzip that is read only up to the zeros after it",
    finding: /^(bytes|gzip) after gzip and zeros: CLEAN/,
    handle: readingAs((body) => gunzipSync(body)),
  },
  {
    title: "a gzip in a gzip that is read as the file",
    finding: /^gzip in gzip: CLEAN/,
    handle: readingAs((body) => inner(unpack(body))),
  },
  reports("a column name that occurs twice", "failed", (_, raw) => ({
    column: raw.split("\n")[0]?.split(/[,|]/).at(-1),
  })),
  reports("the names of a header without rows", "cleaned", (_, raw) => ({
    dropped: raw.split(/[\r\n]|\\n/)[0]?.split(/[,|]/),
  })),
];

const HEADER_NAMES = /(^|[,|"])(dms_replicated_at|oid__id|_id(\.at\.number|\.tenant|\.number)?|tenant|number)([,|"]|$)/;

function withoutRepeatedHeader(csv: string, cleaner: Cleaner): string {
  const { mask, delimiter } = settingsOf(cleaner);
  const kernel = makeKernel({ mask, nullMarker: "NULL", passOp: true }, delimiter);
  try {
    kernel.push(Buffer.from(csv, "latin1"));
    kernel.end();
    return csv;
  } catch (error) {
    const { code, line = 0 } = CleanerError.from(error);
    const lines = csv.split("\n");
    const isOther = code === "HEADER_REPEATED" && lines[line - 1] !== lines[0];
    return isOther ? lines.filter((_, index) => index !== line - 1).join("\n") : csv;
  }
}

function firstOf(csv: string, lineEnd: string | RegExp): string {
  return csv.includes("\n") ? csv : `${csv.split(lineEnd)[0]}\n`;
}

/** @param change the CSV, with a character for each byte */
function reads(title: string, finding: RegExp, change: (csv: string, cleaner: Cleaner) => string): DeliberateLeak {
  const handle = readingAs((body, cleaner) => {
    const csv = unpack(body)?.toString("latin1");
    const other = csv && change(csv, cleaner);
    return other === csv || other === undefined ? undefined : Buffer.from(other, "latin1");
  });
  return { title, finding, handle };
}

/** The cleaner with a changed body of the object, or with the object's own if `change` returns undefined. */
export function readingAs(change: (body: Buffer, cleaner: Cleaner) => Buffer | undefined): Handle {
  return (event, cleaner) => {
    const send = async (command: unknown) => {
      const found = await cleaner.buckets.raw.send(command as never);
      const chunks = (found as { Body: AsyncIterable<Buffer> }).Body;
      return { ...(found as object), Body: changed(chunks, (body) => change(body, cleaner)) };
    };
    const raw = { send } as unknown as Buckets["raw"];
    return handleEvent(event, { ...cleaner, buckets: { ...cleaner.buckets, raw } });
  };
}

async function* changed(
  chunks: AsyncIterable<Buffer>,
  change: (body: Buffer) => Buffer | undefined,
): AsyncGenerator<Buffer> {
  const body = await buffer(chunks);
  yield orUndefined(() => change(body)) ?? body;
}

/** The contents of a gzip that is in a gzip. */
function inner(body: Buffer | undefined): Buffer | undefined {
  return body?.[0] === 0x1f ? unpack(body) : undefined;
}

function orUndefined<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

function settingsOf({ masks, environment }: Cleaner): { mask: Mask; delimiter: string } {
  const [mask = {}] = Object.values(masks).flatMap((collections) => Object.values(collections));
  return { mask, delimiter: environment.csvDelimiter };
}
