import type { Stack } from "./stacks.ts";

/** Sorted addresses of all resources of a stack. */
export function addressesIn({ json: { resource = {} } }: Stack): string[] {
  return Object.entries(resource)
    .flatMap(([type, found]) => Object.keys(found).map((id) => `${type}.${id}`))
    .sort();
}

/** Address of the only resource of a type in the construct whose path begins with `start`. */
export function addressOf(stack: Stack, type: string, start: string): string {
  const found = addressesIn(stack).filter((address) => address.startsWith(`${type}.${start}`));
  if (found.length !== 1) throw new Error(`${found.length} of ${type}.${start}… in ${stack.name}, not 1`);
  return found[0] as string;
}
