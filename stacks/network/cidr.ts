/** A range of IPv4 addresses. */
export interface Cidr {
  /** The first address, as a number. */
  readonly start: number;
  /** Bits that all addresses share: the 16 of `10.20.0.0/16`. */
  readonly bits: number;
}

/** @returns undefined if the text is not a range, or if its address is not the first of the range */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = "", length = ""] = /^((?:\d{1,3}\.){3}\d{1,3})\/(\d{1,2})$/.exec(text) ?? [];
  const octets = address.split(".").map(Number);
  const bits = Number(length);
  if (address === "" || octets.some((octet) => octet > 255) || bits > 32) return undefined;
  const start = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return start % size({ start, bits }) === 0 ? { start, bits } : undefined;
}

export function formatCidr({ start, bits }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join(".")}/${bits}`;
}

/** One part of a range that is divided into 2 ^ `moreBits` equal parts; `index` counts from 0. */
export function partOf({ start, bits }: Cidr, moreBits: number, index: number): Cidr {
  const part = { start, bits: bits + moreBits };
  return { ...part, start: start + index * size(part) };
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.start >= outer.start && inner.start + size(inner) <= outer.start + size(outer);
}

/** Whether all addresses are private. https://datatracker.ietf.org/doc/html/rfc1918 */
export function isPrivate(range: Cidr): boolean {
  return PRIVATE.some((each) => contains(each, range));
}

function size({ bits }: Cidr): number {
  return 2 ** (32 - bits);
}

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map((text) => parseCidr(text) as Cidr);
