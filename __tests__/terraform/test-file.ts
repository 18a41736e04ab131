import type { Block } from "./provider/schema.ts";

/** A condition on the planned or applied stack. */
export interface Assert {
  readonly says: string;
  /** An expression of Terraform's: `aws_sqs_queue.failures.name == "…"`. */
  readonly condition: string;
}

/** A mocked provider; `alias` is undefined for the default one. */
interface Mock {
  readonly alias?: string;
  readonly region: string;
}

/** The ids that a plural data source finds; Terraform's mock would return none. */
export interface Found {
  /** `data.aws_subnets.network_private-subnets_1A2B` */
  readonly address: string;
  readonly ids: readonly string[];
}

interface TestFile {
  readonly mocks: readonly Mock[];
  /** Default none. */
  readonly found?: readonly Found[];
  /** The stack's resource types. */
  readonly types: Readonly<Record<string, Block>>;
  /** Asserts on the plan, and asserts after the apply. */
  readonly plan: readonly Assert[];
  readonly apply: readonly Assert[];
}

/** A test for `terraform test`. https://developer.hashicorp.com/terraform/language/tests/mocking */
export function testFile({ mocks, found = [], types, plan, apply }: TestFile): string {
  return [
    ...mocks.map((mock) => mockBlock(mock, types)),
    ...found.map(foundBlock),
    block('run "plan"', ["command = plan", ...plan.map(assertBlock)]),
    block('run "apply"', ["command = apply", ...apply.map(assertBlock)]),
  ].join("\n");
}

/** A text for Terraform, with templates escaped. */
export function literal(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

function mockBlock({ alias, region }: Mock, types: TestFile["types"]): string {
  const resources = Object.entries(types).map(([type, { attributes }]) =>
    block(`mock_resource ${literal(type)}`, [
      block(
        "defaults =",
        attributes.flatMap(({ name, computed }) => (computed ? madeUp(type, name, region) : [])),
      ),
    ]),
  );
  return block('mock_provider "aws"', [...(alias === undefined ? [] : [`alias = ${literal(alias)}`]), ...resources]);
}

function foundBlock({ address, ids }: Found): string {
  return block("override_data", [`target = ${address}`, block("values =", [`ids = ${JSON.stringify(ids)}`])]);
}

/** The values that show which provider made a resource, and valid ARNs; Terraform makes up the rest. */
function madeUp(type: string, name: string, region: string): string[] {
  if (name === "region") return [`region = ${literal(region)}`];
  if (!/(^|_)arn$/.test(name)) return [];
  // The real provider parses a function's ARN.
  const rest = type === "aws_lambda_function" ? "function:mocked" : `${type}/${name}`;
  return [`${name} = ${literal(`arn:aws:lambda:${region}:111122223333:${rest}`)}`];
}

function assertBlock({ says, condition }: Assert): string {
  return block("assert", [`condition = ${condition}`, `error_message = ${literal(says)}`]);
}

function block(head: string, body: readonly string[]): string {
  return `${head} {\n${body.join("\n")}\n}`;
}
