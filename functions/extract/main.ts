import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { readEnvironment } from "./environment.ts";
import { LIMITS } from "./run.ts";
import { runExtract } from "./run-extract.ts";

// The container's entry: extracts the collection that the variables name. AWS Batch decides by the exit code whether to try again.

const stop = new AbortController();
// Fargate Spot gives a job at most two minutes to end: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
process.once("SIGTERM", () => stop.abort());

process.exitCode = await runExtract(readEnvironment(), MONGODB_COLLECTIONS, LIMITS, stop.signal);
