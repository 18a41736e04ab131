/** Milliseconds to connect to a source, and for each answer. The whole function has less than a minute. */
export const TO_CONNECT = 8_000;
export const TO_ANSWER = 10_000;
