import {
  DatabaseMigrationServiceClient,
  DescribeReplicationInstancesCommand,
  type EngineVersion,
  paginateDescribeEngineVersions,
  ResourceNotFoundFault,
} from "@aws-sdk/client-database-migration-service";
import { isAccessDenied } from "../aws-error.ts";
import type { Session } from "../session.ts";
import type { Checked, StackProblem } from "./check.ts";

/** The engine of the replication instance, and AWS's dates for it. Null if AWS has not announced a date. */
export interface EngineStatus {
  /** The running version, which may differ from the environment's. */
  readonly version: string;
  /** From then on no new instance can have this version. */
  readonly deprecatedAt: Date | null;
  /** On that day AWS upgrades the instance, whatever its settings. */
  readonly forcedUpgradeAt: Date | null;
  /** Versions to which this one can be upgraded. */
  readonly availableUpgrades: readonly string[];
}

/** A stack's replication instance. */
interface Instance {
  readonly region: string;
  /** Its name. */
  readonly instance: string;
  /** The version in the settings. */
  readonly dms: { readonly engineVersion: string };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days before a forced upgrade at which it becomes a problem, so that operators can choose when to upgrade. */
const NOTICE_DAYS = 60;

const REMEDY = "docs/runbook.md#engine-upgrade";

/**
 * The engine of the stack's instance; null if there is no instance, or if the operator may not see it. The latter is not a problem:
 * the operator's rights may be older than this check.
 */
export async function checkEngine(session: Session, instance: Instance): Promise<Checked<EngineStatus | null>> {
  const engine = await describeEngine(session, instance);
  if (engine === null) return { found: null, problems: [] };
  return {
    found: engine,
    problems: [...checkVersion(engine, instance), ...checkForcedUpgrade(engine, session.now())],
  };
}

async function describeEngine(session: Session, instance: Instance): Promise<EngineStatus | null> {
  try {
    const client = session.aws(DatabaseMigrationServiceClient, instance.region);
    const [version, versions] = await Promise.all([deployedVersion(client, instance), describeVersions(client)]);
    if (version === undefined) return null;
    const known = versions.find(({ Version }) => Version === version);
    return {
      version,
      deprecatedAt: known?.DeprecationDate ?? null,
      forcedUpgradeAt: known?.ForceUpgradeDate ?? null,
      availableUpgrades: known?.AvailableUpgrades ?? [],
    };
  } catch (error) {
    if (isAccessDenied(error) || error instanceof ResourceNotFoundFault) return null;
    throw error;
  }
}

async function deployedVersion(client: DatabaseMigrationServiceClient, { instance }: Instance) {
  const Filters = [{ Name: "replication-instance-id", Values: [instance] }];
  const { ReplicationInstances } = await client.send(new DescribeReplicationInstancesCommand({ Filters }));
  return ReplicationInstances?.[0]?.EngineVersion;
}

async function describeVersions(client: DatabaseMigrationServiceClient): Promise<EngineVersion[]> {
  const versions: EngineVersion[] = [];
  for await (const { EngineVersions } of paginateDescribeEngineVersions({ client }, {}))
    versions.push(...(EngineVersions ?? []));
  return versions;
}

/** If AWS has upgraded the instance, each deploy asks for the old version again, which DMS refuses. */
function checkVersion({ version }: EngineStatus, { dms }: Instance): StackProblem[] {
  if (version === dms.engineVersion) return [];
  return [{ where: "engine", problem: `${version} is running, ${dms.engineVersion} is configured`, remedy: REMEDY }];
}

function checkForcedUpgrade({ version, forcedUpgradeAt }: EngineStatus, now: Date): StackProblem[] {
  if (forcedUpgradeAt === null || forcedUpgradeAt.getTime() - now.getTime() > NOTICE_DAYS * DAY_MS) return [];
  const problem = `AWS upgrades ${version} by itself on ${isoDay(forcedUpgradeAt)}`;
  return [{ where: "engine", problem, remedy: REMEDY }];
}

export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
