import type { MongoCollections } from "../../contracts/mongodb-fields.ts";
import { readEnvironment } from "../../functions/extract/environment.ts";
import { LIMITS } from "../../functions/extract/run.ts";
import { runExtract } from "../../functions/extract/run-extract.ts";

// As the container's `main.ts`, with the contracts and the limits of a test.

const { contracts, limits } = JSON.parse(process.env.TEST ?? "{}") as { contracts: MongoCollections; limits: object };
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
process.exitCode = await runExtract(readEnvironment(), contracts, { ...LIMITS, ...limits }, stop.signal);
