/** Differences between what the deployed task replicates and what the working tree lists. */
export interface MappingDifferences {
  /** Listed here, not replicated: `legion.tickets`, or of a column `clinic.visits.room`. */
  readonly notDeployed: readonly string[];
  /** Replicated, not listed here. A rule of another kind than this project writes is given as JSON. */
  readonly notListed: readonly string[];
}

/** A rule of DMS's table mappings, as far as it is compared. */
export interface MappingRule {
  readonly "rule-type": string;
  readonly "rule-action": string;
  readonly "rule-target"?: string;
  readonly "object-locator"?: {
    readonly "schema-name"?: string;
    readonly "table-name"?: string;
    readonly "column-name"?: string;
  };
  readonly filters?: readonly unknown[];
  readonly value?: string;
  readonly expression?: string;
}

/**
 * @param deployed the task's table mappings, as JSON
 * @param rules those of the working tree
 */
export function mappingDifferences(deployed: string | undefined, rules: readonly MappingRule[]): MappingDifferences {
  const there = (JSON.parse(deployed ?? '{"rules":[]}') as { rules: MappingRule[] }).rules.map(nameOf);
  const here = rules.map(nameOf);
  return {
    notDeployed: here.filter((name) => !there.includes(name)),
    notListed: there.filter((name) => !here.includes(name)),
  };
}

/** The rules on one collection or table. */
export function rulesOn(rules: readonly MappingRule[], table: string): readonly MappingRule[] {
  return rules.filter((rule) => rule["object-locator"]?.["table-name"] === table);
}

/** What a rule selects or adds. The ids and names of rules have no meaning. */
function nameOf(rule: MappingRule): string {
  const { "schema-name": schema = "", "table-name": table = "", "column-name": column } = rule["object-locator"] ?? {};
  const kind = `${rule["rule-type"]} ${rule["rule-action"]} ${rule["rule-target"] ?? "table"}`;
  if (rule.filters?.length) return JSON.stringify(rule);
  if (kind === "selection explicit table") return `${schema}.${table}`;
  if (kind === "transformation include-column column") return `${schema}.${table}.${column}`;
  if (kind === "transformation add-column column") return `${schema}.${table}.${rule.value} = ${rule.expression}`;
  if (kind === "transformation rename schema") return `${schema}, renamed to ${rule.value}`;
  return JSON.stringify(rule);
}
