/** Years for which the rules of zones are looked at: those that a table is likely to be read in. */
const [FROM, TO] = [2025, 2035] as const;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Whether a zone's clocks are set back at some time in these years. By the rules that this Node knows: where a country decides otherwise later, its check
 * changes with a newer Node.
 * @param zone one of IANA's names
 */
export function isSetBack(zone: string): boolean {
  const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset", year: "numeric" });
  const offsets = new Set<string | undefined>();
  for (let day = Date.UTC(FROM); day < Date.UTC(TO); day += DAY)
    offsets.add(format.formatToParts(day).find(({ type }) => type === "timeZoneName")?.value);
  return offsets.size > 1;
}
