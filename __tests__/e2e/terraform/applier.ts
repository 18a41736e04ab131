import type { Aws } from "../aws.ts";

/** What other resources may ask of one that is there: `arn`, `id`. */
export type Attributes = Readonly<Record<string, string>>;

/** Makes one resource with the arguments that Terraform would make it with; whatever it does not read fails the tests. */
export type Applier<Arguments = never> = (args: Arguments, context: Context) => Promise<Attributes>;

interface Context {
  /** The resource's account and region. */
  readonly aws: Aws;
  readonly account: string;
  readonly region: string;
  /** The file of the stack's folder that an argument names. */
  readonly readFile: (path: string) => Promise<Buffer>;
}
