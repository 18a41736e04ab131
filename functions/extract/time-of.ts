import type { Timestamp } from "mongodb";

/** The second of a cluster time. */
export function timeOf(clusterTime: Timestamp): Date {
  return new Date(clusterTime.getHighBitsUnsigned() * 1000);
}
