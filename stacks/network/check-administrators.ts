import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { parseCidr } from "./cidr.ts";

/** The widest range from which somebody may connect: 256 addresses, an office's. */
const BITS_MIN = 24;

export const SSH = 22;

/** Whether a range is narrow enough that its addresses are those of administrators. */
export function isNarrow(cidr: string): boolean {
  return (parseCidr(cidr)?.bits ?? 0) >= BITS_MIN;
}

/** Addresses that may connect by SSH are few. */
export function checkAdministrators(where: string, cidr: string): Problem[] {
  return rule(
    isNarrow(cidr),
    where,
    `"${cidr}" is wider than a /${BITS_MIN}: too many may connect`,
    "name the addresses of the administrators, or connect by Session Manager, for which nothing is open",
  );
}
