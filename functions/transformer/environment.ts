import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface TransformerEnvironment {
  /** Id of the stack: names it in logs and metrics, because an account may have several. */
  readonly stack: string;
  /** Start of the names of the delivery streams: `clearwell-production-us-west-2-mysql-`. The rest of a name says of which table it is. */
  readonly streamPrefix: string;
}

/** The settings as Lambda environment variables. */
export function toEnvironment({ stack, streamPrefix }: TransformerEnvironment): Record<string, string> {
  return { STACK: stack, STREAM_PREFIX: streamPrefix };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): TransformerEnvironment {
  const variables = new Variables(source);
  const settings: TransformerEnvironment = {
    stack: variables.required("STACK"),
    streamPrefix: variables.required("STREAM_PREFIX"),
  };
  variables.check("The function transformer");
  return settings;
}
