/** Errors of Lambda: the cleaner did not report the failure itself. What each means and what to do; the codes are stable. */
export const LAMBDA_ERRORS = {
  LAMBDA_TIMEOUT:
    "The function was stopped after its 15 minutes. Raise cleaner.memoryMb, which gives more processor too, and deploy.",
  LAMBDA_OUT_OF_MEMORY: "The function ran out of memory. Raise cleaner.memoryMb and deploy.",
  LAMBDA_EXITED: "The function's process exited unexpectedly. See its log.",
  LAMBDA_NOT_RUN:
    "The function never ran: it is paused, was throttled for six hours, or may not be invoked. See cleaner.reservedConcurrency.",
  LAMBDA_FAILED: "The function failed without a code: it did not start, or its settings are wrong. See its log.",
} as const;

type LambdaErrorCode = keyof typeof LAMBDA_ERRORS;

/**
 * How to recognise an error: by its type, or by its text if Lambda gives no type. The text is matched, never shown. A replay reports
 * the names of Step Functions. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const PATTERNS: readonly (readonly [LambdaErrorCode, RegExp])[] = [
  ["LAMBDA_TIMEOUT", /^(Sandbox\.Timedout|States\.Timeout)$|Task timed out after [\d.]+ seconds/],
  ["LAMBDA_OUT_OF_MEMORY", /^Runtime\.OutOfMemory$|Runtime exited with error: signal: killed/],
  ["LAMBDA_NOT_RUN", /^Lambda\.TooManyRequestsException$/],
  ["LAMBDA_EXITED", /^(Runtime\.ExitError|Lambda\.Unknown)$|Runtime exited|Process exited before completing request/],
];

/**
 * The code for an invocation record of Lambda.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @param response its `responsePayload`, which is missing if the function never ran
 */
export function lambdaErrorCode(response: unknown): LambdaErrorCode {
  if (response === undefined || response === null) return "LAMBDA_NOT_RUN";
  const { errorType, errorMessage } = response as { errorType?: unknown; errorMessage?: unknown };
  const texts = [errorType, errorMessage].filter((text) => typeof text === "string");
  return PATTERNS.find(([, pattern]) => texts.some((text) => pattern.test(text)))?.[0] ?? "LAMBDA_FAILED";
}
