import type { Stack } from "./stacks.ts";

/** Addresses of all that a stack has, in order. */
export function addressesIn({ json: { resource = {} } }: Stack): string[] {
  return Object.entries(resource)
    .flatMap(([type, found]) => Object.keys(found).map((id) => `${type}.${id}`))
    .sort();
}

/** Address of the one resource of a type in the construct whose path starts so. */
export function addressOf(stack: Stack, type: string, start: string): string {
  const found = addressesIn(stack).filter((address) => address.startsWith(`${type}.${start}`));
  if (found.length !== 1) throw new Error(`${found.length} of ${type}.${start}… in ${stack.name}, not 1`);
  return found[0] as string;
}
