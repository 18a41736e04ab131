import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Connect } from "../aws.ts";
import type { Attributes } from "./applier.ts";
import { addressesIn, resolve } from "./references.ts";
import { APPLIED } from "./resource-types.ts";
import type { Stack } from "./stack.ts";
import { watched } from "./watched.ts";

/** A stack in the emulator. */
export interface Applied {
  readonly account: string;
  readonly region: string;
  /** The outputs of `terraform output`, except those of types that are left out. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Makes every resource of a stack with the AWS SDK, in place of `terraform apply`. */
export async function apply(stack: Stack, connect: Connect): Promise<Applied> {
  const made = new Map<string, Attributes>();
  const values = {
    attribute: (address: string, name: string): string => {
      const value = made.get(address)?.[name];
      if (value === undefined)
        throw new Error(`${name} of ${address} is referenced, and unknown here: is its type left out?`);
      return value;
    },
    fileHash: (path: string) =>
      createHash("sha256")
        .update(readFileSync(join(stack.folder, path)))
        .digest("base64"),
  };
  for (const { address, type, args, region } of stack.resources) {
    const { value, unread } = watched(resolve(args, values));
    const context = {
      aws: connect(stack.account, region),
      account: stack.account,
      region,
      readFile: (path: string) => readFile(join(stack.folder, path)),
    };
    made.set(address, await APPLIED[type](value as never, context));
    const passedOver = unread().join(", ");
    if (passedOver !== "") throw new Error(`${address} has settings that its applier does not read: ${passedOver}`);
  }
  const known = Object.entries(stack.outputs).filter(([, { value }]) => addressesIn(value).every((at) => made.has(at)));
  const outputs = known.map(([name, { value }]) => [name, String(resolve(value, values))] as const);
  return { account: stack.account, region: stack.region, outputs: Object.fromEntries(outputs) };
}
