import type { AllowList } from "../../contracts/mask.ts";
import { tableMappings } from "../../contracts/table-mappings.ts";

/** What the deployed task replicates and the allow-list of the working tree does not, and the other way round. */
export interface MappingDifferences {
  /** Listed here, not replicated: `legion.tickets`. */
  readonly notDeployed: readonly string[];
  /** Replicated, not listed here; a rule that is none of ours with all that it says. */
  readonly notListed: readonly string[];
}

/** @param deployed the task's table mappings as DMS gives them: JSON */
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

/** The collection, of a rule such as we make them; ids and names of rules say nothing about what is replicated. */
function nameOf(rule: Rule): string {
  const { "schema-name": schema = "", "table-name": table = "" } = rule["object-locator"] ?? {};
  const isOurs = rule["rule-type"] === "selection" && rule["rule-action"] === "explicit" && !rule.filters?.length;
  return isOurs ? `${schema}.${table}` : JSON.stringify(rule);
}
