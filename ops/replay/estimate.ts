/** How the objects of a replay are cleaned. */
export interface Workers {
  /** Objects that are cleaned at the same time. */
  readonly atOnce: number;
  /** The function's memory, which also determines its processors. */
  readonly memoryMb: number;
}

/** Estimated time and cost of a replay. */
export interface Estimate {
  readonly seconds: number;
  /** At AWS's list prices, without Snowflake's. */
  readonly dollars: number;
}

/**
 * Bytes of gzipped CSV that the function cleans in a second with two processors: half of what bench/RESULTS.md has for its slowest
 * data set ("Everything listed": 5.8 MB in 0.54 s), because Lambda's processors are not those of that machine.
 */
const BYTES_PER_SECOND = 5e6;
const MEMORY_OF_TWO_PROCESSORS_MB = 3538;

/** To start a workflow, invoke the function, open and close two objects: a high guess. */
const SECONDS_PER_OBJECT = 0.5;

/** arm64, us-east-1, first tier. https://aws.amazon.com/lambda/pricing/ */
const DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;
const DOLLARS_PER_CALL = 0.2 / 1e6;

/** https://aws.amazon.com/step-functions/pricing/ */
const DOLLARS_PER_TRANSITION = 0.025 / 1000;
/** Start, the check of the time, cleaning, end. */
const TRANSITIONS_PER_OBJECT = 4;

/** A GET, a PUT, the first and the last request of a multipart upload; and a PUT for each part. https://aws.amazon.com/s3/pricing/ */
const DOLLARS_PER_PUT = 0.005 / 1000;
const PUTS_PER_OBJECT = 3;
const PART_BYTES = 5 * 1024 * 1024;

/**
 * @param cleaned bytes of each object that is cleaned
 * @param skipped objects whose workflow only checks the time
 */
export function estimate(cleaned: readonly number[], skipped: number, { atOnce, memoryMb }: Workers): Estimate {
  const rate = BYTES_PER_SECOND * Math.min(1, memoryMb / MEMORY_OF_TWO_PROCESSORS_MB);
  const times = cleaned.map((bytes) => SECONDS_PER_OBJECT + bytes / rate);
  const busy = sum(times);
  const parts = sum(cleaned.map((bytes) => Math.ceil(bytes / PART_BYTES)));
  const dollars =
    busy * (memoryMb / 1024) * DOLLARS_PER_GIGABYTE_SECOND +
    cleaned.length * DOLLARS_PER_CALL +
    (cleaned.length + skipped) * TRANSITIONS_PER_OBJECT * DOLLARS_PER_TRANSITION +
    (cleaned.length * PUTS_PER_OBJECT + parts) * DOLLARS_PER_PUT;
  const longest = times.reduce((most, time) => Math.max(most, time), 0);
  return { seconds: Math.max(longest, (busy + skipped * SECONDS_PER_OBJECT) / atOnce), dollars };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
