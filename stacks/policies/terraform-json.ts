/** A resource's arguments as Terraform reads them. */
export type Resource = { readonly [argument: string]: unknown };

/** The Terraform JSON of one stack. https://developer.hashicorp.com/terraform/language/syntax/json */
export interface Terraform {
  readonly resource?: { readonly [type: string]: { readonly [id: string]: Resource } };
  readonly data?: { readonly [type: string]: { readonly [id: string]: Resource } };
  readonly provider: { readonly aws: readonly Resource[] };
  readonly removed?: readonly { readonly from: string; readonly lifecycle: Resource }[];
  readonly output?: { readonly [name: string]: Resource };
  readonly terraform: Resource;
}

/** A resource, and the address by which others refer to it: `aws_s3_bucket.raw-bucket_bucket_1A2B`. */
export interface Addressed {
  readonly address: string;
  readonly it: Resource;
}

export function addressed({ resource = {} }: Terraform, type: string): Addressed[] {
  return Object.entries(resource[type] ?? {}).map(([id, it]) => ({ address: `${type}.${id}`, it }));
}

export function allAddressed(stack: Terraform): Addressed[] {
  return Object.keys(stack.resource ?? {}).flatMap((type) => addressed(stack, type));
}

/** Whether an argument is a reference to that resource, to whichever of its attributes. */
export function refersTo(argument: unknown, { address }: Addressed): boolean {
  return typeof argument === "string" && argument.startsWith(`\${${address}.`);
}

/** An argument as text; empty if it is not text. */
export function text(argument: unknown): string {
  return typeof argument === "string" ? argument : "";
}

/** An argument that is one text or a list of them. */
export function texts(argument: unknown): string[] {
  return [argument].flat().filter((each) => typeof each === "string");
}

/** The blocks of an argument that is one block or a list of them. */
export function blocks(argument: unknown): Resource[] {
  if (argument === undefined || argument === null) return [];
  return (Array.isArray(argument) ? argument : [argument]) as Resource[];
}

/** The stack's environment, from the provider's default tags. */
export function environmentOf({ provider }: Terraform): string {
  const [tags] = provider.aws.flatMap(({ default_tags }) => blocks(default_tags)).map((each) => each.tags as Resource);
  return text(tags?.environment);
}

/** The statements of an argument that holds a policy. Undefined if it is not a literal in this stack; policies made elsewhere are not checked. */
export function statementsIn(policy: unknown): Resource[] | undefined {
  if (policy === undefined || policy === null) return [];
  if (typeof policy !== "string" || !policy.trimStart().startsWith("{")) return undefined;
  return blocks((JSON.parse(policy) as { Statement?: unknown }).Statement);
}
