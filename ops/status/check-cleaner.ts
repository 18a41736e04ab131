import type { CleanerDescription } from "../../functions/cleaner/description.ts";
import { collectionsOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { namesOf } from "../collections.ts";
import { deployedCleaner } from "../deployed-cleaner.ts";
import { describeHere, type MaskHashes, maskHashes } from "../mask-hashes.ts";
import type { Session } from "../session.ts";
import type { Checked } from "./check.ts";

/** What the deployed cleaner does otherwise than one of the working tree would. */
export interface CleanerStatus {
  /** By collection, the hash of the mask that is deployed. */
  readonly masks: MaskHashes;
  /** Collections whose mask is another one here, or that only one of both has. */
  readonly otherMasks: readonly string[];
  /** Settings, such as `nullMarker`. */
  readonly otherSettings: readonly string[];
  /** Whether it can be asked about headers. */
  readonly checksHeaders: boolean;
}

export async function checkCleaner(session: Session, environment: MongodbToSnowflake): Promise<Checked<CleanerStatus>> {
  const there = await deployedCleaner(session, environment);
  const here = describeHere(session, environment);
  const masks = deployedMasks(there, session, environment);
  const otherMasks = differing(masks, maskHashes(here, environment));
  const otherSettings = differing({ ...there.environment }, { ...here.environment });
  const remedy = "deploy, or check out what is deployed";
  return {
    found: { masks, otherMasks, otherSettings, checksHeaders: there.checksHeaders === true },
    problems: [
      ...(otherMasks.length === 0
        ? []
        : [{ where: "masks", problem: `deployed are others: ${otherMasks.join(", ")}`, remedy }]),
      ...(otherSettings.length === 0
        ? []
        : [{ where: "cleaner", problem: `deployed with other settings: ${otherSettings.join(", ")}`, remedy }]),
    ],
  };
}

/**
 * The bundle has the masks of all contracts. A collection that this stack does not replicate is not asked about, unless the contracts
 * no longer have it: then it was removed since the deploy.
 */
function deployedMasks(there: CleanerDescription, { sources }: Session, environment: MongodbToSnowflake): MaskHashes {
  const elsewhere = new Set(
    collectionsOf({ ...environment, databases: withAll(environment) }, sources).map(({ name }) => name),
  );
  const here = new Set(namesOf({ sources }, environment));
  const entries = Object.entries(maskHashes(there, environment));
  return Object.fromEntries(entries.filter(([name]) => here.has(name) || !elsewhere.has(name)));
}

function withAll({ databases }: MongodbToSnowflake): MongodbToSnowflake["databases"] {
  return Object.fromEntries(Object.entries(databases).map(([name, { collections: _some, ...rest }]) => [name, rest]));
}

function differing(there: Readonly<Record<string, unknown>>, here: Readonly<Record<string, unknown>>): string[] {
  const names = new Set([...Object.keys(there), ...Object.keys(here)]);
  return [...names].filter((name) => there[name] !== here[name]);
}
