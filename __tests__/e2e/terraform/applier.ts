import type { Aws } from "../aws.ts";

/** Attributes of an existing resource for references: `arn`, `id`. */
export type Attributes = Readonly<Record<string, string>>;

/** Makes one resource with Terraform's arguments; an argument that it does not read fails the tests. */
export type Applier<Arguments = never> = (args: Arguments, context: Context) => Promise<Attributes>;

interface Context {
  /** The resource's account and region. */
  readonly aws: Aws;
  readonly account: string;
  readonly region: string;
  /** A file of the stack's folder, by the path in an argument. */
  readonly readFile: (path: string) => Promise<Buffer>;
}
