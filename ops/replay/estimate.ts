/** How the objects of a replay are cleaned. */
export interface Workers {
  /** Objects at once. */
  readonly atOnce: number;
  /** The function's memory, by which it has processors, too. */
  readonly memoryMb: number;
}

/** What a replay takes, as far as one can say beforehand. */
export interface Estimate {
  readonly seconds: number;
  /** At AWS's list prices; without Snowflake's. */
  readonly dollars: number;
}

/**
 * Bytes of gzipped CSV that the function cleans in a second with two processors: half of what the slowest data set of
 * bench/RESULTS.md does there ("Everything listed": 5.8 MB in 0.54 s), for Lambda's processors are not that machine's.
 */
const BYTES_PER_SECOND = 5e6;
const MEMORY_OF_TWO_PROCESSORS_MB = 3538;

/** To start a workflow, call the function, open and close two objects: a guess on the high side. */
const SECONDS_PER_OBJECT = 0.5;

/** arm64, us-east-1, first tier. https://aws.amazon.com/lambda/pricing/ */
const DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;
const DOLLARS_PER_CALL = 0.2 / 1e6;

/** https://aws.amazon.com/step-functions/pricing/ */
const DOLLARS_PER_TRANSITION = 0.025 / 1000;
/** Start, the question whether it is in time, cleaning, end. */
const TRANSITIONS_PER_OBJECT = 4;

/** A GET, a PUT, the first and the last request of an upload in parts; a PUT for each part. https://aws.amazon.com/s3/pricing/ */
const DOLLARS_PER_PUT = 0.005 / 1000;
const PUTS_PER_OBJECT = 3;
const PART_BYTES = 5 * 1024 * 1024;

/**
 * @param cleaned bytes of each object that is cleaned
 * @param looked objects whose workflow only looks at the time
 */
export function estimate(cleaned: readonly number[], looked: number, { atOnce, memoryMb }: Workers): Estimate {
  const rate = BYTES_PER_SECOND * Math.min(1, memoryMb / MEMORY_OF_TWO_PROCESSORS_MB);
  const times = cleaned.map((bytes) => SECONDS_PER_OBJECT + bytes / rate);
  const busy = sum(times);
  const parts = sum(cleaned.map((bytes) => Math.ceil(bytes / PART_BYTES)));
  const dollars =
    busy * (memoryMb / 1024) * DOLLARS_PER_GIGABYTE_SECOND +
    cleaned.length * DOLLARS_PER_CALL +
    (cleaned.length + looked) * TRANSITIONS_PER_OBJECT * DOLLARS_PER_TRANSITION +
    (cleaned.length * PUTS_PER_OBJECT + parts) * DOLLARS_PER_PUT;
  const longest = times.reduce((most, time) => Math.max(most, time), 0);
  return { seconds: Math.max(longest, (busy + looked * SECONDS_PER_OBJECT) / atOnce), dollars };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
