/** The kind of an error: `AccessDenied 403`, `ECONNRESET`. Not its message, which may quote the data. */
export function kindOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const { code, $metadata } = cause as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  return [typeof code === "string" ? code : cause.name, $metadata?.httpStatusCode].filter(Boolean).join(" ");
}
