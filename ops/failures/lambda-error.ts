/** What Lambda reports where the cleaner could not speak for itself, each with its way out. The codes are stable. */
export const LAMBDA_ERRORS = {
  LAMBDA_TIMEOUT:
    "The function was stopped after its 15 minutes. Raise cleaner.memoryMb, which gives more processor too, and deploy.",
  LAMBDA_OUT_OF_MEMORY: "The function ran out of memory. Raise cleaner.memoryMb and deploy.",
  LAMBDA_EXITED: "The function's process ended by itself. Its log says more.",
  LAMBDA_NOT_RUN:
    "Lambda gave up before the function could run: paused, throttled for six hours, or not allowed. See cleaner.reservedConcurrency.",
  LAMBDA_FAILED: "The function failed without a code: it did not start, or its settings are wrong. Its log says more.",
} as const;

type LambdaErrorCode = keyof typeof LAMBDA_ERRORS;

/**
 * By the error's type and, where Lambda gives none, by its text; which is matched, never shown. A replay reports the names that
 * Step Functions gives. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
const SIGNS: readonly (readonly [LambdaErrorCode, RegExp])[] = [
  ["LAMBDA_TIMEOUT", /^(Sandbox\.Timedout|States\.Timeout)$|Task timed out after [\d.]+ seconds/],
  ["LAMBDA_OUT_OF_MEMORY", /^Runtime\.OutOfMemory$|Runtime exited with error: signal: killed/],
  ["LAMBDA_NOT_RUN", /^Lambda\.TooManyRequestsException$/],
  ["LAMBDA_EXITED", /^(Runtime\.ExitError|Lambda\.Unknown)$|Runtime exited|Process exited before completing request/],
];

/**
 * Tells by an invocation record what became of the invocation.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 * @param response its `responsePayload`, which is missing where the function never ran
 */
export function lambdaErrorCode(response: unknown): LambdaErrorCode {
  if (response === undefined || response === null) return "LAMBDA_NOT_RUN";
  const { errorType, errorMessage } = response as { errorType?: unknown; errorMessage?: unknown };
  const texts = [errorType, errorMessage].filter((text) => typeof text === "string");
  return SIGNS.find(([, sign]) => texts.some((text) => sign.test(text)))?.[0] ?? "LAMBDA_FAILED";
}
