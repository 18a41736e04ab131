import { createCipheriv, createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Masks } from "../../contracts/mask.ts";

/** The masks under which the files here give the CLEAN lines that they say. */
export const TICKETS: Masks = { legion: { tickets: { state: true, note: true, address: { country: true } } } };
export const TICKETS_FOLDER = "mongodb-data/legion/tickets";

/** A RAW file and its expected result. */
export interface KnownFile {
  readonly body: Buffer;
  /** Before gzip. */
  readonly csvBytes: number;
  /** Records in it. */
  readonly rows: number;
  /** SHA-256 of the CLEAN lines; undefined if the file is broken, so that there must never be any. */
  readonly clean: string | undefined;
}

/** What is wrong with a file. */
export type Poison = "cut short" | "corrupted" | "misaligned";

interface TicketsOptions {
  /** Each seed gives another file. */
  readonly seed: number;
  readonly rows: number;
  /** Characters of each row's note, which gzip hardly compresses. */
  readonly noteLength?: number;
  readonly poison?: Poison;
  /** Whether the file is gzipped, as DMS does it. */
  readonly gzip?: boolean;
}

const HEADER = "Op,dms_replicated_at,oid__id,email,state,note,address";
const AT = "2026-02-22 10:15:00.000000";
const STATES = ["open", 'said "no"', "done, at last"] as const;

/** A file of tickets: quotes, commas, nested JSON, and personal data in columns that are not listed. */
export function tickets({ seed, rows, noteLength = 20, poison, gzip = true }: TicketsOptions): KnownFile {
  const noise = base64(seed, rows * noteLength);
  const records = Array.from({ length: rows }, (_, row) => {
    const note = noise.slice(row * noteLength, (row + 1) * noteLength);
    return record(`${seed}-${row}`, STATES[row % STATES.length] ?? "", note);
  });
  if (poison === "misaligned") records.push({ csv: "I,a,b", json: "" });
  const csv = [HEADER, ...records.map((each) => each.csv), ""].join("\n");
  const json = records.map((each) => `${each.json}\n`).join("");
  const body = damage(gzip ? gzipSync(csv, { level: 1 }) : Buffer.from(csv), poison);
  return { body, csvBytes: Buffer.byteLength(csv), rows: records.length, clean: poison ? undefined : digest(json) };
}

/** The digest of CLEAN lines. */
export function digest(lines: string | Buffer): string {
  return createHash("sha256").update(lines).digest("hex");
}

function record(id: string, state: string, note: string) {
  const street = `{"country":"NL","street":"Keizersgracht ${id}"}`;
  const cells = ["I", AT, id, `ann${id}@example.org`, quote(state), note, quote(street)];
  const kept = { state, note, address: { country: "NL" }, oid__id: id, dms_replicated_at: AT, Op: "I" };
  return { csv: cells.join(","), json: JSON.stringify(kept) };
}

function quote(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

function damage(body: Buffer, poison: Poison | undefined): Buffer {
  if (poison === "cut short") return body.subarray(0, -5);
  if (poison === "corrupted") body.writeUInt32LE(~body.readUInt32LE(body.length - 8) >>> 0, body.length - 8);
  return body;
}

/** Pseudo-random text, the same for the same seed. */
function base64(seed: number, length: number): string {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, `${seed} `), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(length)).toString("base64").slice(0, length);
}
