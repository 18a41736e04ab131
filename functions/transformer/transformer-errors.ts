/** Why the transformer refused records. The codes are stable: alerts, mails and runbooks name them. */
export const TRANSFORMER_ERRORS = {
  RECORDS_UNREADABLE:
    "Records of a stream are not one JSON object with a time of extraction, have a listed column twice, or an object in place of a value. Only the producer writes to the stream: find out who else did. If it was the producer, send the rows again with ops backfill once it is mended.",
  RECORDS_PAST_LIMIT:
    "Records did not fit into the 6 MB that Lambda may answer, so they did not arrive. Send them again with ops backfill; if that fails too, a row is too large for the stream.",
  TRANSFORMER_DEFECT:
    "A defect of the transformer: the records of a batch did not arrive. Firehose keeps them under errors/. After the fix, send the rows again with ops backfill.",
  STREAM_UNLISTED:
    "The transformer was asked for a stream of which its contracts have no table. Deploy the stack again: the function is older or newer than the stream.",
} as const;

export type TransformerErrorCode = keyof typeof TRANSFORMER_ERRORS;
