import { gunzipSync, gzipSync } from "node:zlib";
import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from "@aws-sdk/client-s3";
import type { Mask, Masks } from "../../contracts/mask.ts";
import type { Buckets } from "../../functions/cleaner/buckets.ts";
import { type Cleaner, handleEvent } from "../../functions/cleaner/handle-event.ts";
import type { Telemetry } from "../../functions/cleaner/telemetry.ts";
import { unpack } from "../../fuzz/damage/unpack.ts";
import type { Handle } from "../../fuzz/shipped/shipped.ts";
import { DATABASE } from "../../fuzz/shipped/upload.ts";

/** A cleaner with a deliberate leak, to test whether the trials find it. */
export interface DeliberateLeak {
  readonly title: string;
  readonly handle: Handle;
  /** The expected finding. */
  readonly finding: RegExp;
}

const LOG = /^[^:]+: log or metrics has text/;
const RESPONSE = /^[^:]+: response or error has text/;
const ABOUT = /^[^:]+: key or metadata of CLEAN has text/;
const CLEAN = /^sound: CLEAN has text/;

export const LEAKS: readonly DeliberateLeak[] = [
  masks("a column that is not listed", (mask) => ({ ...mask, email: true, name: true, ssn: true, OP: true })),
  masks("a nested value that is not listed", (mask) =>
    Object.fromEntries(Object.entries(mask).map(([name, rule]) => [name, typeof rule === "object" ? "json" : rule])),
  ),
  puts("a field that a delete keeps", CLEAN, (put, word) =>
    withLines(put, (line) => (/"Op":"D"/.test(line) ? withField(line, word) : line)),
  ),
  puts("a record after the others", CLEAN, (put, word) => withLines(put, (line) => line, `{"x":"${word}"}\n`)),
  puts("a comment after the gzip", CLEAN, (put, word) => ({
    ...put,
    Body: Buffer.concat([put.Body as Buffer, Buffer.from(word)]),
  })),
  puts("a value in the metadata", ABOUT, (put, word) => ({ ...put, Metadata: { ...put.Metadata, last: word } })),
  puts("a value in the key", ABOUT, (put, word) => ({ ...put, Key: `${put.Key}.${word}` })),
  puts("a value in a header", ABOUT, (put, word) => ({ ...put, CacheControl: word })),

  logs("a value in the log line", (word) => JSON.stringify({ message: "cleaned", first: word })),
  logs("a value in the text of a warning", (word) => `(node:1) Warning: odd cell ${word}`),
  logs("a value as a dimension of a metric", (word) =>
    JSON.stringify({ _aws: { CloudWatchMetrics: [{ Dimensions: [["who"]] }] }, who: word }),
  ),
  logs("a value as the name of a dropped column", (word) =>
    JSON.stringify({ message: "cleaned", dropped: ["status", `${word}x`] }),
  ),
  logs("a piece of a value", (word) => `near ${word.slice(4, 10)}`),
  logs("a value in small letters", (word) => word.toLowerCase()),
  logs("a value backwards", (word) => word.split("").reverse().join("")),
  logs("a value in base64", (word) => Buffer.from(`x${word}`).toString("base64")),
  logs("a value in hexadecimal", (word) => Buffer.from(word).toString("hex")),
  logs("a value percent-encoded", (word) => word.replace(/./g, (char) => `%${Buffer.from(char).toString("hex")}`)),
  logs("a value in JSON's escapes", (word) =>
    word.replace(/./g, (char) => `\\u00${Buffer.from(char).toString("hex")}`),
  ),
  logs("a value in UTF-16", (word) => Buffer.from(word, "utf16le").toString("latin1")),
  reports("the text of a malformed cell", "cleaned", (word) => ({
    malformedCells: [{ line: 2, column: "status", text: word }],
  })),
  reports("names of dropped columns that are not plain", "cleaned", (_, raw) => ({
    dropped: raw.split(/[\n,|]/).slice(0, 12),
  })),
  reports("a value as the column of an error", "failed", (word) => ({ column: word })),

  throws("a value in the error's message", (error, word) =>
    Object.assign(error, { message: `${error.message} ${word}` }),
  ),
  throws("a value in the error's cause", (error, word) =>
    Object.assign(error, { cause: new Error("in", { cause: new Error(word) }) }),
  ),
  throws("a value in a property of the error", (error, word) => Object.assign(error, { row: { cells: [word] } })),
  {
    title: "a value in the return value",
    finding: RESPONSE,
    handle: spying(async (event, cleaner, spy) => {
      const returned = await handleEvent(event, cleaner);
      return { batchItemFailures: [], ...returned, last: spy.word };
    }),
  },

  {
    title: "an object that stays when its file fails",
    finding: /: (CLEAN has text|CLEAN has an object, although none may land)/,
    handle: async (event, cleaner) => {
      try {
        return await handleEvent(event, cleaner);
      } catch (error) {
        await cleaner.buckets.clean.send(new PutObjectCommand({ Bucket: "clean", Key: "k", Body: gzipSync("{}\n") }));
        throw error;
      }
    },
  },
  {
    title: "a failure that is not reported",
    finding: /: was nothing to write and should have been failed/,
    handle: (event, cleaner) => handleEvent(event, cleaner).catch(() => undefined),
  },
  {
    title: "an object that must be skipped and is read",
    finding: /^object to skip: was read/,
    handle: async (event, cleaner) => {
      await cleaner.buckets.raw.send(new GetObjectCommand({ Bucket: "raw", Key: "k" }));
      return handleEvent(event, cleaner);
    },
  },
];

function masks(title: string, change: (mask: Mask) => Mask): DeliberateLeak {
  const wide = (collections: Masks[string]) =>
    Object.fromEntries(Object.entries(collections).map(([name, mask]) => [name, change(mask)]));
  return {
    title,
    finding: CLEAN,
    handle: (event, cleaner) =>
      handleEvent(event, { ...cleaner, masks: { [DATABASE]: wide(cleaner.masks[DATABASE] ?? {}) } }),
  };
}

/** @param change of the object that is written to CLEAN, given a planted value from RAW */
export function puts(
  title: string,
  finding: RegExp,
  change: (put: PutObjectCommandInput, word: string) => PutObjectCommandInput,
): DeliberateLeak {
  const handle = spying((event, cleaner, spy) => {
    const send = (command: PutObjectCommand) =>
      cleaner.buckets.clean.send(new PutObjectCommand(change(command.input, spy.word)));
    const clean = { send } as unknown as Buckets["clean"];
    return handleEvent(event, { ...cleaner, buckets: { ...cleaner.buckets, clean } });
  });
  return { title, finding, handle };
}

function logs(title: string, line: (word: string) => string): DeliberateLeak {
  const handle = spying(async (event, cleaner, spy) => {
    const returned = await handleEvent(event, cleaner);
    process.stderr.write(`${line(spy.word)}\n`);
    return returned;
  });
  return { title, finding: LOG, handle };
}

export function reports(
  title: string,
  what: keyof Telemetry,
  more: (word: string, raw: string) => object,
): DeliberateLeak {
  const handle = spying((event, cleaner, spy) => {
    const own = cleaner.telemetry;
    const telemetry: Telemetry = {
      cleaned: (summary) => own.cleaned({ ...summary, ...(what === "cleaned" && more(spy.word, spy.text)) }),
      skipped: (object, reason) => own.skipped(object, reason),
      failed: (pointer) => own.failed({ ...pointer, ...(what === "failed" && more(spy.word, spy.text)) }),
    };
    return handleEvent(event, { ...cleaner, telemetry });
  });
  return { title, finding: LOG, handle };
}

function throws(title: string, change: (error: Error, word: string) => Error): DeliberateLeak {
  const handle = spying((event, cleaner, spy) =>
    handleEvent(event, cleaner).catch((error: Error) => {
      throw change(error, spy.word);
    }),
  );
  return { title, finding: RESPONSE, handle };
}

/** The part of the RAW object that the cleaner has read so far. */
interface Spy {
  readonly text: string;
  /** The first planted value in it. */
  readonly word: string;
}

type LeakyHandle = (event: unknown, cleaner: Cleaner, spy: Spy) => ReturnType<Handle>;

function spying(handle: LeakyHandle): Handle {
  return (event, cleaner) => {
    const seen: Buffer[] = [];
    const raw = { send: async (command: GetObjectCommand) => watched(await cleaner.buckets.raw.send(command), seen) };
    const spy: Spy = {
      get text() {
        return unpack(Buffer.concat(seen))?.toString("latin1") ?? "";
      },
      get word() {
        return /[QXZJVKW]{16}/.exec(this.text)?.[0] ?? "nothing was read";
      },
    };
    return handle(event, { ...cleaner, buckets: { ...cleaner.buckets, raw: raw as unknown as Buckets["raw"] } }, spy);
  };
}

function watched<T extends { Body?: unknown }>(found: T, seen: Buffer[]): T {
  const body = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of found.Body as AsyncIterable<Buffer>) {
      seen.push(chunk);
      yield chunk;
    }
  };
  return { ...found, Body: body() };
}

export function withLines(
  put: PutObjectCommandInput,
  change: (line: string) => string,
  more = "",
): PutObjectCommandInput {
  const lines = gunzipSync(put.Body as Buffer)
    .toString()
    .split("\n")
    .slice(0, -1);
  return { ...put, Body: gzipSync(lines.map((line) => `${change(line)}\n`).join("") + more) };
}

export function withField(line: string, word: string): string {
  return JSON.stringify({ ...(JSON.parse(line) as object), "last seen": word });
}
