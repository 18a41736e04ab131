import type { Problem } from "../../../contracts/problem.ts";
import { between, rule } from "../../checks/rule.ts";
import type { JobSettings, MongodbToRedshift } from "../settings.ts";

/** MB of memory for each number of processors. https://docs.aws.amazon.com/batch/latest/APIReference/API_ResourceRequirement.html */
const MEMORY = {
  1: { least: 2048, most: 8192, step: 1024 },
  2: { least: 4096, most: 16_384, step: 1024 },
  4: { least: 8192, most: 30_720, step: 1024 },
  8: { least: 16_384, most: 61_440, step: 4096 },
} as const satisfies Record<JobSettings["vcpus"], object>;

/** Sizes, attempts and times that AWS Batch and Fargate take. */
export function checkJobs({ jobs }: MongodbToRedshift): Problem[] {
  return [
    ...between("jobs.concurrency", jobs.concurrency, 1, 40),
    ...checkJob("jobs.extract", jobs.extract),
    ...checkJob("jobs.process", jobs.process),
  ];
}

function checkJob(where: string, { vcpus, memoryMb, diskGb, attempts, hours }: JobSettings): Problem[] {
  const { least, most, step } = MEMORY[vcpus];
  return [
    ...rule(
      memoryMb >= least && memoryMb <= most && (memoryMb - least) % step === 0,
      `${where}.memoryMb`,
      `Fargate has no ${vcpus} vCPU with ${memoryMb} MB`,
      `use ${least} to ${most}, in steps of ${step}`,
    ),
    ...between(`${where}.diskGb`, diskGb, 21, 200),
    ...between(`${where}.attempts`, attempts, 1, 10),
    ...between(`${where}.hours`, hours, 1, 168),
  ];
}
