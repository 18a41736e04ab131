import type { Resource, Terraform } from "../../stacks/policies/terraform-json.ts";
import { CHARGED_TYPES } from "./charged-types.ts";
import type { Charge } from "./charges.ts";
import { listPrice, type PriceItem } from "./prices.ts";

/** All resources of a stack that are charged in the same way. */
export interface CostLine {
  readonly what: string;
  readonly region: string;
  /** Number of resources. */
  readonly count: number;
  readonly item: PriceItem;
  readonly unit: string;
  /** US dollars a unit; null if the price is not known. */
  readonly usdPerUnit: number | null;
  /** US dollars a month if nothing happens; null if that is not known, absent if only use is charged. */
  readonly idleUsd?: number | null;
}

/** What a stack costs at list price. */
export interface StackCost {
  readonly stack: string;
  readonly region: string;
  /** First the lines that cost something without use. */
  readonly lines: readonly CostLine[];
  /** Sum of the known costs of a month without use. */
  readonly idleUsd: number;
  /** Lines without a price. */
  readonly notPriced: number;
}

/** @throws if the stack has a type that is not in charged-types.ts */
export function estimateStack(stack: string, terraform: Terraform): StackCost {
  const lines = merged(chargesIn(terraform)).map(priced);
  const isIdle = ({ idleUsd }: CostLine) => idleUsd !== undefined;
  return {
    stack,
    region: String(terraform.provider.aws[0]?.region),
    lines: [...lines.filter(isIdle), ...lines.filter((line) => !isIdle(line))],
    idleUsd: lines.reduce((sum, { idleUsd }) => sum + (idleUsd ?? 0), 0),
    notPriced: lines.filter(({ usdPerUnit }) => usdPerUnit === null).length,
  };
}

interface Charged extends Charge {
  readonly region: string;
  readonly count: number;
}

function chargesIn(terraform: Terraform): Charged[] {
  return Object.entries(terraform.resource ?? {}).flatMap(([type, found]) =>
    Object.values(found).flatMap((it) => {
      const chargesOf = CHARGED_TYPES[type];
      if (chargesOf === undefined)
        throw new Error(`what ${type} costs is not in charged-types.ts: look it up and add it`);
      return chargesOf(it).map((charge) => ({ ...charge, region: regionOf(terraform, it), count: 1 }));
    }),
  );
}

/** The region of a resource's provider: `aws.<alias>`, or the stack's own if it names none. */
function regionOf({ provider }: Terraform, { provider: own }: Resource): string {
  const alias = typeof own === "string" ? own.replace(/^aws\./, "") : undefined;
  const [found] = provider.aws.filter((each) => each.alias === alias);
  return String(found?.region);
}

/** Merges charges of the same kind; keeps their order. */
function merged(charges: readonly Charged[]): Charged[] {
  const byKey = new Map<string, Charged>();
  for (const charge of charges) {
    const key = JSON.stringify([charge.what, charge.item, charge.region]);
    const before = byKey.get(key);
    byKey.set(key, before === undefined ? charge : added(before, charge));
  }
  return [...byKey.values()];
}

function added(one: Charged, other: Charged): Charged {
  const count = one.count + other.count;
  if (one.monthly === undefined || other.monthly === undefined) return { ...one, count };
  return { ...one, count, monthly: one.monthly + other.monthly };
}

function priced({ what, region, count, item, monthly }: Charged): CostLine {
  const { unit, usd } = listPrice(item);
  const usdPerUnit = usd[region] ?? null;
  const line = { what, region, count, item, unit, usdPerUnit };
  if (monthly === undefined) return line;
  return { ...line, idleUsd: usdPerUnit === null ? null : monthly * usdPerUnit };
}
