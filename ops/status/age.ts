const UNITS: readonly [name: string, milliseconds: number][] = [
  ["d", 24 * 60 * 60 * 1000],
  ["h", 60 * 60 * 1000],
  ["min", 60 * 1000],
];

/** How long ago, in the unit that people would use: `3 min`, `47 h`, `2 d`. */
export function age(at: Date, now: Date): string {
  const milliseconds = now.getTime() - at.getTime();
  const [name, unit] = UNITS.find(([, each]) => milliseconds >= 2 * each) ?? ["min", 60 * 1000];
  return `${Math.max(0, Math.floor(milliseconds / unit))} ${name}`;
}
