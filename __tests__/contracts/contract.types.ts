import type { Contract } from "../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";

/** Compiled, never run: each line after an `@ts-expect-error` must not compile, with the error on that line. */
export const wrongContracts: Contract[] = [
  // @ts-expect-error a field is listed or it is not there; there is no false
  { status: false },
  // @ts-expect-error an unknown type
  { status: "txt" },
  // @ts-expect-error a decimal has a precision and a scale
  { price: "decimal(12)" },
  // @ts-expect-error only a column can be kept whole as JSON
  { nodes: { label: "json" } },
  {
    nodes: {
      // @ts-expect-error an unknown type, inside an object
      label: "txt",
    },
  },
  {
    nodes: {
      steps: [
        {
          // @ts-expect-error an unknown type, inside an array inside an object
          label: "txt",
        },
      ],
    },
  },
  {
    nodes: {
      // @ts-expect-error one contract for all objects of an array
      steps: [{ label: true }, { name: true }],
    },
  },
  {
    nodes: {
      steps: [
        // @ts-expect-error an array lists the keys of its objects
        "label",
      ],
    },
  },
  // @ts-expect-error at the top, the prefix array_ says that a column is an array
  { array_nodes: [{ label: true }] },
  // @ts-expect-error a kind that is not on the list
  { mail: pii("e-mail") },
  // @ts-expect-error a kind of the other class
  { note: pii("diagnosis") },
  // @ts-expect-error a warehouse's policy can't mask a part of a value that is kept whole
  { array_mails: pii("email", "json") },
  // @ts-expect-error the same for phi
  { array_codes: phi("diagnosis", "json") },
  // @ts-expect-error notPersonal needs a reason
  { name: notPersonal() },
  // @ts-expect-error a class is called with its kind
  { mail: pii },
  // @ts-expect-error a plain object is a nested contract, not a class
  { mail: { tag: "pii", kind: "email", type: "text" } },
  // @ts-expect-error a key is a value, not an object
  { _id: key({ tenant: true }) },
  // @ts-expect-error a key can't be kept whole
  { _id: key("json") },
];

/** These compile, for example keys with the names of a class's properties. */
export const contracts: Contract[] = [
  { status: true, at: "timestamp", price: "decimal(12,2)", array_labels: "json", _id: "key" },
  { mail: pii("email"), born: phi("date_of_birth", "date"), name: notPersonal("name of a product") },
  { array_names: notPersonal("names of products", "json"), _id: key("integer") },
  { _id: key(pii("customer_id")) },
  { _id: { tenant: "key", number: key("integer") } },
  { thing: { type: true, kind: "text", reason: true, tag: pii("free_text"), of: { type: { type: true } } } },
  { array_lines: { price: "number", discounts: [{ code: true, steps: [{ at: "date" }] }] } },
];
