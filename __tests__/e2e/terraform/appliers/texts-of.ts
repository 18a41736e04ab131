/** Attributes of SNS and SQS, which are texts; those that are absent are left out. */
export function textsOf(attributes: Readonly<Record<string, string | number | boolean | undefined>>) {
  const known = Object.entries(attributes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
}
