/** Where Lambda gives one vCPU (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const MEGABYTES = 1769;
/** arm64, us-east-1, first tier (https://aws.amazon.com/lambda/pricing/). */
const DOLLARS_PER_GIGABYTE_SECOND = 0.0000133334;
const TERABYTE = 1e12;

/**
 * What a terabyte of CSV costs at one vCPU. There threads take turns, so that a job takes the CPU seconds of all of them, or
 * its time by the clock where it mostly waits. Of this machine's seconds, that is: Lambda's may be longer.
 */
export function dollarsPerTerabyte(job: { seconds: number; cpuSeconds: number }, csvBytes: number): number {
  const seconds = Math.max(job.seconds, job.cpuSeconds);
  return (TERABYTE / csvBytes) * seconds * (MEGABYTES / 1024) * DOLLARS_PER_GIGABYTE_SECOND;
}
