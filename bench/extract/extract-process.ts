import { mongoCollectionsOf } from "../../contracts/mongodb-collections.ts";
import { readEnvironment } from "../../functions/extract/environment.ts";
import { LIMITS } from "../../functions/extract/run.ts";
import { runExtract } from "../../functions/extract/run-extract.ts";
import { CONTRACT } from "./documents.ts";

// As the container's `main.ts`, with the benchmark's contract. It tells its parent what it used.

const contracts = mongoCollectionsOf({ bench: { engine: "mongodb", collections: { orders: CONTRACT } } });
process.exitCode = await runExtract(readEnvironment(), contracts, LIMITS, new AbortController().signal);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.send?.({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 });
