/** Memory at which Lambda gives one vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const MEGABYTES = 1769;
/** arm64, us-east-1, first tier (https://aws.amazon.com/lambda/pricing/). */
const DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;
const TERABYTE = 1e12;

/**
 * The price of a terabyte of CSV at one vCPU. Threads share it, so a job takes the sum of their CPU seconds, or its wall time if that
 * is longer. It is computed from the seconds of this machine; Lambda's may be longer.
 */
export function dollarsPerTerabyte(job: { seconds: number; cpuSeconds: number }, csvBytes: number): number {
  const seconds = Math.max(job.seconds, job.cpuSeconds);
  return (TERABYTE / csvBytes) * seconds * (MEGABYTES / 1024) * DOLLARS_PER_GIGABYTE_SECOND;
}
