/** What Lambda itself writes into a function's log when the function could not, with the code that stands for it. */
const LAMBDA_LINES = [
  ["FUNCTION_TIMEOUT", "Task timed out after"],
  ["FUNCTION_EXITED", "Runtime exited with error"],
  ["FUNCTION_CRASHED", "Uncaught Exception"],
] as const;

/** The texts by which such a line is known. https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const LAMBDA_TEXTS: readonly string[] = LAMBDA_LINES.map(([, text]) => text);

export const LAMBDA_LINE_ERRORS = {
  FUNCTION_TIMEOUT:
    "Lambda stopped the function at its time-out. What it had not finished, its next run does. If it happens again: raise the time-out or the memory, and look whether the network lets it reach the database and AWS.",
  FUNCTION_EXITED:
    "The function's process ended, most often for want of memory: its log says how much it had used. Raise its memory, and deploy.",
  FUNCTION_CRASHED:
    "The function did not start, or an error ended it: a variable or the bundle is wrong. Its log has the error. Deploy the version before, or mend it.",
} as const satisfies Record<(typeof LAMBDA_LINES)[number][0], string>;

/** The code for a line of Lambda's own; undefined if it is another line. */
export function lambdaLineCode(line: string): keyof typeof LAMBDA_LINE_ERRORS | undefined {
  return LAMBDA_LINES.find(([, text]) => line.includes(text))?.[0];
}
