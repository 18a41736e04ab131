import { UserError } from "../command/user-error.ts";

const LOG_IN = "Log in (aws sso login), or set AWS_PROFILE to a profile that has credentials.";

const ACCESS_DENIED = /^(AccessDenied|AccessDeniedException|AccessDeniedFault|Forbidden|403)$/;

/** What to do about an error, by its name, or by its `code` if the request never reached AWS. */
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

/** An error of the SDK as one line with a remedy. @returns undefined if it is not an error of the SDK */
export function explainAwsError(error: unknown): UserError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  const [, remedy] =
    REMEDIES.find(([name]) => name.test(error.name) || (typeof code === "string" && name.test(code))) ?? [];
  if (remedy === undefined && !("$metadata" in error)) return undefined;
  return new UserError([`AWS: ${firstLine(error)}`, ...(remedy === undefined ? [] : [remedy])].join(" "), 1);
}

/** Whether AWS refused a call because a right is missing. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && ACCESS_DENIED.test(error.name);
}

/** The error's name and the first line of its message: some messages say little without the name. */
function firstLine({ name, message }: Error): string {
  const [line = ""] = message.trim().split("\n");
  return `${name}: ${line.replace(/\.?$/, ".")}`;
}
