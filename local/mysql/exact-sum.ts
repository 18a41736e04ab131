/**
 * The sum of decimal numbers, to the last digit: numbers of JavaScript would lose some.
 * @param scale digits behind the point, of which none has more
 */
export function exactSum(numbers: readonly (string | null)[], scale: number): string {
  const total = numbers.reduce((sum, number) => sum + inUnits(number ?? "0", scale), 0n);
  if (scale === 0) return total.toString();
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, "0");
  return `${total < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `12.3` is 1230 hundredths. */
function inUnits(number: string, scale: number): bigint {
  const [whole = "", behind = ""] = number.split(".");
  return BigInt(`${whole}${behind.padEnd(scale, "0")}`);
}

/** Digits behind the point of a contract's type: `decimal(20,2)` has 2. */
export function scaleOf(type: string): number {
  return Number(/,(\d+)\)$/.exec(type)?.[1] ?? 0);
}
