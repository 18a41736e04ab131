import { createHash } from "node:crypto";
import type { Applier } from "../applier.ts";

/** Only its id: no process of the emulator is in a network. */
export const securityGroup: Applier<{ readonly name: string }> = async (args) => {
  const digits = createHash("sha256").update(JSON.stringify(args)).digest("hex");
  const id = `sg-${digits.slice(0, 17)}`;
  return { id, arn: id };
};
