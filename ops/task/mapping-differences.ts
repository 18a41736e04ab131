import type { AllowList } from "../../contracts/mask.ts";
import { tableMappings } from "../../contracts/table-mappings.ts";

/** Differences between what the deployed task replicates and the working tree's allow-list. */
export interface MappingDifferences {
  /** Listed here, not replicated: `legion.tickets`. */
  readonly notDeployed: readonly string[];
  /** Replicated, not listed here. A rule of another kind than this project writes is given as JSON. */
  readonly notListed: readonly string[];
}

/** @param deployed the task's table mappings, as JSON */
export function mappingDifferences(
  deployed: string | undefined,
  allowList: AllowList,
  database: string,
): MappingDifferences {
  const there = (JSON.parse(deployed ?? '{"rules":[]}') as { rules: Rule[] }).rules.map(nameOf);
  const here = tableMappings(allowList, database).rules.map(nameOf);
  return {
    notDeployed: here.filter((name) => !there.includes(name)),
    notListed: there.filter((name) => !here.includes(name)),
  };
}

interface Rule {
  readonly "rule-type": string;
  readonly "rule-action": string;
  readonly "object-locator"?: { readonly "schema-name"?: string; readonly "table-name"?: string };
  readonly filters?: readonly unknown[];
}

/** The collection that a rule selects. The ids and names of rules have no meaning. */
function nameOf(rule: Rule): string {
  const { "schema-name": schema = "", "table-name": table = "" } = rule["object-locator"] ?? {};
  const isPlain = rule["rule-type"] === "selection" && rule["rule-action"] === "explicit" && !rule.filters?.length;
  return isPlain ? `${schema}.${table}` : JSON.stringify(rule);
}
