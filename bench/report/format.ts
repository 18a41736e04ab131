/** Numbers for the tables, without digits that mean nothing. */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

export function milliseconds(value: number): string {
  return `${Math.round(value * 1000)} ms`;
}

export function megabytes(bytes: number): string {
  const value = bytes / 1e6;
  return `${value < 10 ? value.toFixed(1) : grouped(value)} MB`;
}

export function times(ratio: number): string {
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1);
}

/** `1,234,567` on every machine. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}
