import { ObjectId } from "../dms/bson.ts";

/** The `_id` of the `index`-th customer: others refer to customers by it. */
export function customerId(index: number): ObjectId {
  return new ObjectId(index.toString(16).padStart(24, "67bd3e9f0000000000000000"));
}
