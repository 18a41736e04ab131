import type { AllowList, Mask } from "../../../contracts/mask.ts";
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

const SOURCES: Contracts["sources"] = new Map([
  ["tickets", { file: "contracts/legion/tickets.ts", purpose: [`Tickets by \`state\`, ${HOSTILE}.`, "No names."] }],
]);

const LANDS = landsIn([PRIMARY], sourcesOf(NOW), (_, collection) => collection);

/** A page with all parts that a page may have, or with the requested ones. */
export function pageWith({ since = true, raw = true }: { since?: boolean; raw?: boolean } = {}): string {
  const contracts = { allowList: NOW, lands: LANDS, sources: SOURCES };
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
