import { UserError } from "../command/user-error.ts";

const LOG_IN = "Log in (aws sso login), or set AWS_PROFILE to a profile that has credentials.";

const ACCESS_DENIED = /^(AccessDenied|AccessDeniedException|AccessDeniedFault|Forbidden|403)$/;

/** By the error's name, or its `code` for what never reached AWS: what to do about it. */
const REMEDIES: readonly [RegExp, string][] = [
  [/^(CredentialsProviderError|TokenProviderError)$/, LOG_IN],
  [/^(ExpiredToken|ExpiredTokenException|RequestExpired)$/, "Log in again (aws sso login)."],
  [/^(InvalidClientTokenId|UnrecognizedClientException|SignatureDoesNotMatch|InvalidAccessKeyId)$/, LOG_IN],
  [ACCESS_DENIED, "docs/runbook.md lists the rights of an operator."],
  [/^(NoSuchBucket|ResourceNotFoundException|ResourceNotFoundFault)$/, "Is the stack deployed?"],
  [/Throttl|TooManyRequests|LimitExceeded/, "Try again in a minute."],
  [
    /^(TimeoutError|ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH)$/,
    "Check the network, try again.",
  ],
];

/** What the SDK throws, as one line with a way out; undefined for what is none of its errors. */
export function explainAwsError(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  const [, remedy] =
    REMEDIES.find(([name]) => name.test(error.name) || (typeof code === "string" && name.test(code))) ?? [];
  if (remedy === undefined && !("$metadata" in error)) return undefined;
  return new UserError([`AWS: ${firstLine(error)}`, ...(remedy === undefined ? [] : [remedy])].join(" "), 1);
}

/** Whether AWS refused a call for want of a right. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && ACCESS_DENIED.test(error.name);
}

/** With its name: some of AWS's messages say little without it, and the name is what one searches for. */
function firstLine({ name, message }: Error): string {
  const [line = ""] = message.trim().split("\n");
  return `${name}: ${line.replace(/\.?$/, ".")}`;
}
