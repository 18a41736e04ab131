import { contractsOf } from "../../../contracts/contracts-of.ts";
import { phi } from "../../../contracts/field.ts";
import type { AllowList, Mask } from "../../../contracts/mask.ts";
import { type Table, table } from "../../../contracts/table.ts";
import { type Contracts, describeCollections } from "../../../review/contracts-page/describe.ts";
import { contractsPage, type PageContent } from "../../../review/contracts-page/html/page.ts";
import { landsIn } from "../../../review/contracts-page/lands.ts";
import { RawCollection } from "../../../review/contracts-page/raw/raw-collection.ts";
import { PRIMARY, sourcesOf } from "../../stacks/fixtures.ts";

/** Would run if it were treated as HTML. */
export const HOSTILE = `<img src="https://evil.example/x" onerror="document.title='evil'">`;

const BEFORE: AllowList = {
  tickets: { state: true, address: true, status: true, phone: true },
  people: { email: true },
};

const NOW: AllowList = {
  tickets: {
    state: "json",
    address: { country: true, geo: { region: true } },
    Status: true,
    array_labels: "json",
    [HOSTILE]: { [`${HOSTILE} too`]: true },
  },
  skus: { _id: "key", name: true },
};

/** A table, its contract now and before. */
const NOTES = table({
  key: ["practice_id", "id"],
  lob: { body: { maxKb: 2048 } },
  columns: { practice_id: "integer", id: "integer", body: phi("free_text"), signed_at: "timestamp", kind: "text" },
});
const NOTES_BEFORE = table({
  key: ["practice_id", "id"],
  columns: { practice_id: "integer", id: "integer", signed_at: "date", kind: "text" },
});

const SOURCES: Contracts["sources"] = new Map([
  ["tickets", { file: "contracts/legion/tickets.ts", purpose: [`Tickets by \`state\`, ${HOSTILE}.`, "No names."] }],
]);

const LANDS = landsIn([PRIMARY], sourcesOf(NOW), (_, collection) => collection);

/** The same with a table, and nothing of RAW. */
export function pageWithTable(): string {
  const provenance = { madeAt: new Date("2026-11-21T12:00:00Z"), commit: undefined, isChanged: false };
  const columnsOf = (notes: Table) => contractsOf({ engine: "mysql", tables: { "practice/notes": notes } });
  const collections = describeCollections({
    allowList: { ...NOW, ...columnsOf(NOTES) },
    before: { ...NOW, ...columnsOf(NOTES_BEFORE) },
    tables: new Map([["practice/notes", { engine: "MySQL", table: NOTES }]]),
    lands: new Map([["practice/notes", ["s3://clearwell-changes-us-west-2-production/practice/notes/"]]]),
    sources: SOURCES,
    raw: new Map(),
  });
  return contractsPage({
    provenance: { ...provenance, since: { ref: "main", commit: undefined } },
    collections,
    unlisted: [],
  });
}

/** A page with all parts that a page may have, or with the requested ones. */
export function pageWith({ since = true, raw = true }: { since?: boolean; raw?: boolean } = {}): string {
  const contracts = { allowList: NOW, tables: new Map(), lands: LANDS, sources: SOURCES };
  const provenance: PageContent["provenance"] = {
    madeAt: new Date("2026-11-21T12:00:00Z"),
    commit: { hash: "0123abc", date: new Date("2026-11-20T23:59:00Z") },
    isChanged: true,
    since: since
      ? { ref: `v1${HOSTILE}`, commit: { hash: "4567def", date: new Date("2026-10-01T00:00:00Z") } }
      : undefined,
  };
  const collections = describeCollections({
    ...contracts,
    before: since ? BEFORE : undefined,
    raw: raw ? new Map([["tickets", rawTickets()]]) : new Map(),
  });
  return contractsPage({ provenance, collections, unlisted: raw ? ["audit"] : [] });
}

function rawTickets(): RawCollection {
  const raw = new RawCollection(NOW.tickets as Mask);
  const header = ["oid__id", "state", "address", "status", "array_labels", "comment", "a b", HOSTILE];
  const address = JSON.stringify({ country: "NO", city: "Bergen", geo: { lat: 1 }, [`${HOSTILE} three`]: 1 });
  raw.add({ header, rows: [["1", "open", address, "x", "[]", "secret", "secret", '{"x":1}']], skipped: 0 });
  raw.addFailure("RECORD_WIDTH");
  raw.files = 2;
  return raw;
}
