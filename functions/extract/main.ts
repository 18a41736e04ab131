import { Logger } from "@aws-lambda-powertools/logger";
import { EXTRACT_SERVICE } from "../../contracts/extract-metrics.ts";
import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { CONTAINER_EXIT } from "../shared/exit-codes.ts";
import { readEnvironment } from "./environment.ts";
import { LIMITS } from "./run.ts";
import { runExtract } from "./run-extract.ts";

// The container's entry: extracts the collection that the variables name. AWS Batch decides by the exit code whether to try again.

const stop = new AbortController();
// Fargate Spot gives a job at most two minutes to end: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
process.once("SIGTERM", () => stop.abort());

const environment = settings();
process.exitCode =
  environment === undefined
    ? CONTAINER_EXIT.configuration
    : await runExtract(environment, MONGODB_COLLECTIONS, LIMITS, stop.signal);

/** @returns undefined if they are wrong, which the log says: another attempt would find the same */
function settings(): ReturnType<typeof readEnvironment> | undefined {
  try {
    return readEnvironment();
  } catch (error) {
    // It names variables, and has none of their values.
    new Logger({ serviceName: EXTRACT_SERVICE }).error("settings", { problem: (error as Error).message });
    return undefined;
  }
}
