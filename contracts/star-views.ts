import type { Star } from "./star.ts";

/** The names of a star's views, in the order in which they are made. */
export function starViewNames(star: Star | undefined): string[] {
  const { dimensions = {}, facts = {} } = star ?? {};
  const own = [...Object.keys(dimensions).map(dimensionView), ...Object.keys(facts).map(factView)];
  return own.length === 0 ? [] : [DATE_VIEW, ...own];
}

/** The days, which every star has. */
export const DATE_VIEW = "dim_date";

/** `dim_customer` */
export function dimensionView(name: string): string {
  return `dim_${name}`;
}

/** `fact_transaction` */
export function factView(name: string): string {
  return `fact_${name}`;
}
