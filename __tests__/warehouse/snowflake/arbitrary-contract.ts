import fc from "fast-check";
import type { Contract } from "../../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../../contracts/field.ts";

const TYPES = ["text", "integer", "number", "decimal(12,2)", "decimal(38,9)", "boolean", "date", "timestamp"] as const;

const type = fc.constantFrom(...TYPES);

const leaf = fc.oneof(
  fc.constant(true as const),
  type,
  type.map((each) => pii("email", each)),
  type.map((each) => pii("customer_id", each)),
  type.map((each) => phi("test_result", each)),
  type.map((each) => notPersonal("a test", each)),
);

/** Names that need quotes, or escapes in a literal. Each is another column, so that contracts need no check. */
const name = fc.constantFrom(
  "sku",
  "Price",
  "$date",
  'a"quote',
  "it's",
  "back\\slash",
  "semi;colon",
  "ünïcode",
  "dot.ted",
  "select",
);

/** The number keeps names apart that would be one column. */
const fields = (value: fc.Arbitrary<unknown>) =>
  fc
    .uniqueArray(fc.tuple(name, value), { minLength: 1, maxLength: 4, selector: ([each]) => each })
    .map((entries) => Object.fromEntries(entries.map(([each, field], at) => [`${each}${at}`, field])));

const nested: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fields(tie("value")),
    fields(tie("value")).map((each) => [each]),
  ),
})).value;

/** A contract of a collection, of which the checks would refuse only names. */
export const arbitraryContract: fc.Arbitrary<Contract> = fc
  .record({
    own: fields(nested),
    arrays: fields(fields(nested)),
    whole: fc.boolean(),
    keys: fc.constantFrom({}, { _id: "key" }, { _id: { tenant: key(pii("customer_id")), number: key("integer") } }),
  })
  .map(({ own, arrays, whole, keys }) => {
    const columns = Object.entries(own).filter(([, value]) => !Array.isArray(value));
    const lists = Object.entries(arrays).map(([each, value]) => [`array_${each}`, value]);
    return {
      ...keys,
      ...Object.fromEntries([...columns, ...lists]),
      ...(whole ? { array_whole: "json" } : {}),
    } as Contract;
  });
