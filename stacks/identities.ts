import { assertNoProblems, type Problem } from "../contracts/problem.ts";
import { addressed, type Terraform } from "./policies/terraform-json.ts";

/** Types that hold data, and the argument that names the resource in AWS; a KMS key has no name. A new address or name replaces it. */
const NAMES: readonly (readonly [type: string, argument: string | undefined])[] = [
  ["aws_s3_bucket", "bucket"],
  ["aws_kms_key", undefined],
  ["aws_dms_replication_instance", "replication_instance_id"],
  ["aws_dms_replication_task", "replication_task_id"],
  ["aws_sqs_queue", "name"],
  ["aws_kinesis_stream", "name"],
  ["aws_ssm_parameter", "name"],
  ["aws_redshift_cluster", "cluster_identifier"],
  ["aws_redshiftserverless_namespace", "namespace_name"],
  ["aws_db_instance", "identifier"],
];

/** Types that hold data: a reviewer must see it if a plan removes one. */
export const DATA_TYPES: readonly string[] = NAMES.map(([type]) => type);

/** For each resource of a stack that holds data: its address in Terraform, and its name in AWS. */
export type Identities = { readonly [address: string]: string };

/** `identities.json`: the deployed stacks as they were recorded, and for each loss since then the reason why it was right. */
export interface RecordedIdentities {
  readonly stacks: { readonly [stack: string]: Identities };
  readonly replaced: readonly { readonly where: string; readonly problem: string; readonly reason: string }[];
}

export function identitiesOf(stack: Terraform): Identities {
  return Object.fromEntries(
    NAMES.flatMap(([type, argument]) =>
      addressed(stack, type).map(({ address, it }) => [address, argument === undefined ? "" : String(it[argument])]),
    ),
  );
}

/** What the next deploy would destroy or remove from the state without a recorded reason. */
export function lostIdentities(recorded: RecordedIdentities, stacks: ReadonlyMap<string, Identities>): Problem[] {
  return Object.entries(recorded.stacks).flatMap(([name, identities]) =>
    Object.entries(identities)
      .filter(([address, was]) => stacks.get(name)?.[address] !== was)
      .map(([address, was]) => ({
        where: `${name}: ${address}`,
        problem: `${was || "it"} is lost: ${fate(stacks.get(name)?.[address])}`,
        remedy: 'put it back, or say why it may be lost: npm run identities -- --reason "…"',
      })),
  );
}

/** Recorded stacks that would no longer be synthesised: what they have would stay in AWS, and no plan would show it. */
export function droppedStacks(recorded: RecordedIdentities, stacks: readonly string[]): Problem[] {
  return Object.keys(recorded.stacks)
    .filter((name) => !stacks.includes(name))
    .map((name) => ({
      where: name,
      problem: "it is recorded as deployed, and no environment names its pipeline",
      remedy:
        "if it still exists, name it again, switched off (deployDms: false), deploy, and destroy what is left; " +
        `then remove it, and run npm run identities -- ${name} --reason "…"`,
    }));
}

/** What a recorded stack has and its record lacks: its loss would go unnoticed. A stack without a record is not deployed yet. */
export function newIdentities(recorded: RecordedIdentities, stacks: ReadonlyMap<string, Identities>): string[] {
  return [...stacks].flatMap(([name, identities]) => {
    const known = recorded.stacks[name];
    if (known === undefined) return [];
    return Object.keys(identities)
      .filter((address) => known[address] === undefined)
      .map((address) => `${name}: ${address}`);
  });
}

/**
 * The record, with the named stacks as they are now.
 * @param names stacks that are deployed, or that were and no longer exist; all others stay as they are in the record
 * @throws ProblemsFound if something would be lost and there is no reason for it
 */
export function record(
  before: RecordedIdentities,
  now: ReadonlyMap<string, Identities>,
  names: readonly string[],
  reason: string,
): RecordedIdentities {
  const concerned = Object.entries(before.stacks).filter(([name]) => names.includes(name));
  const lost = lostIdentities({ ...before, stacks: Object.fromEntries(concerned) }, now);
  if (reason.trim() === "") assertNoProblems(lost);
  const replaced = lost.map(({ where, problem }) => ({ where, problem, reason }));
  const others = Object.entries(before.stacks).filter(([name]) => !names.includes(name));
  const recorded = [...now].filter(([name]) => names.includes(name));
  return { stacks: Object.fromEntries([...others, ...recorded]), replaced: [...before.replaced, ...replaced] };
}

function fate(now: string | undefined): string {
  return now === undefined ? "the stack no longer has it" : `${now} takes its place`;
}
