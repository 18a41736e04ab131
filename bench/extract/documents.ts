import type { Contract } from "../../contracts/contract.ts";

/** Of a document of about 2 KB, about 1 KB is listed. */
export const CONTRACT: Contract = {
  oid_customer_id: true,
  status: true,
  channel: true,
  total: true,
  currency: true,
  quantity: true,
  created_at: true,
  address: { country: true, region: true, city: true },
  array_lines: { sku: true, quantity: true, price: true },
  array_tags: "json",
};

const FILLER = "The part of the document that no contract lists. ".repeat(14);
const STATUS = ["open", "paid", "shipped", "returned"];

/** The document of a number. */
export function documentOf(at: number): Record<string, unknown> {
  const lines = Array.from({ length: 10 }, (_, line) => ({
    sku: `SKU-${(at * 7 + line) % 10_000}`,
    quantity: line + 1,
    price: ((at + line) % 1000) / 4,
    title: "an article that has a title",
  }));
  return {
    customer_id: `customer-${at % 50_000}`,
    status: STATUS[at % STATUS.length],
    channel: "web shop",
    total: (at % 10_000) / 8,
    currency: "EUR",
    quantity: at % 20,
    created_at: new Date(1_700_000_000_000 + at * 1000),
    email: `person.${at}@example.org`,
    address: { country: "NO", region: "Viken", city: "Drammen", street: "Storgata 1", postcode: "3015" },
    lines,
    tags: ["a", "b", "c"],
    note: FILLER,
  };
}
