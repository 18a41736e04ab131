/** Why an invocation failed: a failed object gives a JSON text, which Lambda would queue. Any other message is from a defect. */
export function readFailure(message: string): string {
  try {
    const { failures } = JSON.parse(message) as { failures: { explanation: string }[] };
    return failures.map((failure) => failure.explanation).join("; ");
  } catch {
    return message;
  }
}
