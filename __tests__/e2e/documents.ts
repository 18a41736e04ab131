import { gzipSync } from "node:zlib";
import { Decimal, ObjectId } from "../../local/dms/bson.ts";
import { toCsv } from "../../local/dms/csv.ts";

// The personal values here are made up. They must never appear in CLEAN, in a log or in a message.

export const ANN_ID = "65d71a000000000000000001";
export const BOB_ID = "65d71a000000000000000002";

/** Two invoices; only `total` and the labels are listed. */
export const ANN = {
  _id: new ObjectId(ANN_ID),
  total: new Decimal("1.10"),
  labels: ['new, "vip"', "eu"],
  payer: { name: "Ann Okafor", iban: "NL91ABNA0417164300" },
};
export const BOB = { ...ANN, _id: new ObjectId(BOB_ID), total: new Decimal("90071992547409931") };

export const PERSONAL = /Okafor|NL91ABNA|@example/;

/** A full load of tickets as DMS writes it, with a row for each state: `state` is listed, `email` is not. */
export function ticketsFile(states: readonly string[]): Buffer {
  const header = ["Op", "dms_replicated_at", "oid__id", "state", "email"];
  const rows = states.map((state, index) => [
    "I",
    "2026-02-22 10:15:00.000000",
    String(index),
    state,
    "ann@example.org",
  ]);
  return gzipSync(toCsv([header, ...rows]));
}

/** The CLEAN line of a ticket's row. */
export function ticketLine(state: string, index = 0): string {
  return `{"state":"${state}","oid__id":"${index}","dms_replicated_at":"2026-02-22 10:15:00.000000","Op":"I"}\n`;
}
