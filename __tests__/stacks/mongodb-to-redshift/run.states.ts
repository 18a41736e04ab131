import { expect } from "chai";
import {
  toEnvironment as processVariables,
  readEnvironment as readProcess,
} from "../../../functions/process/environment.ts";
import { type Ended, runMachine, TaskError, type Tasks } from "../state-machine.ts";
import { once, resources } from "../synth.ts";
import { production, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

interface Job {
  readonly JobName: string;
  readonly JobQueue: string;
  readonly JobDefinition: string;
  readonly ContainerOverrides: { readonly Environment: readonly { readonly Name: string; readonly Value: string }[] };
}

// The definitions as they are deployed, run by a public implementation of Amazon States Language.
describe("The state machine of mongodb-to-redshift", () => {
  const machine = once(() => definitionOf(production(), "run"));
  const alone = {
    FindOthers: () => ({ Executions: [{}] }),
    FindExtractImage: () => ({}),
    FindProcessImage: () => ({}),
  };

  it("extracts each collection, then loads it", async () => {
    const jobs: Job[] = [];
    const ended = await runMachine(machine(), {}, { ...alone, ...recording(jobs) });
    expect(ended.status).to.equal("SUCCEEDED");
    expect(summary(jobs).sort()).to.deep.equal(
      ["crm/people", "shop/carts", "shop/orders"].flatMap((name) => [`extract ${name}`, `process ${name}`]).sort(),
    );
    for (const name of ["crm/people", "shop/carts", "shop/orders"])
      expect(summary(jobs).filter((each) => each.endsWith(name))).to.deep.equal([`extract ${name}`, `process ${name}`]);
  });

  it("gives each job the collection and what to do, with the definition of its database", async () => {
    const jobs: Job[] = [];
    await runMachine(machine(), {}, { ...alone, ...recording(jobs) });
    const [extract] = jobs.filter((job) => job.JobName === "extract" && variablesOf(job).COLLECTION === "people");
    expect(variablesOf(extract as Job)).to.deep.equal({ MODE: "extract", DATABASE: "crm", COLLECTION: "people" });
    expect(extract?.JobDefinition).to.match(/^\$\{aws_batch_job_definition\.jobs_extract-crm_\w+\.arn\}$/);
    const [process] = jobs.filter(({ JobName }) => JobName === "process");
    const fixed = processVariables({
      stack: "s",
      lakeBucket: "b",
      lakeOwner: "o",
      redshift: { workgroup: "w", database: "d", copyRoleArn: "r" },
      unlistedFields: "report",
    });
    expect(readProcess({ ...fixed, ...variablesOf(process as Job) }).database).to.equal("crm");
  });

  it("reads the collections anew that its input says, and only extracts the others", async () => {
    const jobs: Job[] = [];
    const { Collections } = (machine() as { States: Record<string, { Result: { collection: string }[] }> }).States;
    const collections = (Collections?.Result ?? []).map((each) =>
      each.collection === "carts" ? { ...each, mode: "snapshot" } : each,
    );
    const ended = await runMachine(machine(), { collections }, { ...alone, ...recording(jobs) });
    expect(ended.status).to.equal("SUCCEEDED");
    const modes = jobs.filter(({ JobName }) => JobName === "extract").map(variablesOf);
    expect(modes.map(({ COLLECTION, MODE }) => `${COLLECTION} ${MODE}`).sort()).to.deep.equal([
      "carts snapshot",
      "orders extract",
      "people extract",
    ]);
    expect(summary(jobs)).to.include("process shop/carts");
  });

  for (const failing of ["extract", "process"] as const)
    it(`fails if one collection could not be ${failing === "extract" ? "extracted" : "loaded"}, after all others`, async () => {
      const jobs: Job[] = [];
      const ended = await runMachine(machine(), {}, { ...alone, ...recording(jobs, `${failing} shop/carts`) });
      expect(ended.status).to.equal("COLLECTIONS_FAILED");
      expect(summary(jobs)).to.include.members(["process crm/people", "process shop/orders"]);
    });

  it("loads what was extracted before, if a collection can't be extracted", async () => {
    const jobs: Job[] = [];
    await runMachine(machine(), {}, { ...alone, ...recording(jobs, "extract shop/carts") });
    expect(summary(jobs)).to.include("process shop/carts");
  });

  it("says IMAGE_MISSING, and runs no job, if an image is not there", async () => {
    for (const missing of ["FindExtractImage", "FindProcessImage"]) {
      const jobs: Job[] = [];
      const lost = () => {
        throw new TaskError("Ecr.ImageNotFoundException");
      };
      const ended = await runMachine(machine(), {}, { ...alone, [missing]: lost, ...recording(jobs) });
      expect(ended.status).to.equal("IMAGE_MISSING");
      expect(jobs).to.deep.equal([]);
    }
  });

  it("runs no job while another execution runs", async () => {
    const jobs: Job[] = [];
    const tasks = { ...alone, FindOthers: () => ({ Executions: [{}, {}] }), ...recording(jobs) };
    const ended: Ended = await runMachine(machine(), {}, tasks);
    expect(ended).to.deep.equal({ status: "SUCCEEDED", output: { refused: "OVERLAP" } });
    const asked: Ended = await runMachine(machine(), { collections: [] }, tasks);
    expect(asked.status, "an operator, who would take it for done").to.equal("OVERLAP");
    expect(jobs).to.deep.equal([]);
  });

  it("tries a request again that the service could not take, and not a job that failed", async () => {
    let requests = 0;
    const once503 = (job: Job) => {
      requests += 1;
      if (requests === 1) throw new TaskError("Batch.ServerException");
      return job;
    };
    const ended = await runMachine(machine(), {}, { ...alone, Extract: once503, Process: (job: Job) => job });
    expect(ended.status).to.equal("SUCCEEDED");
    expect(requests).to.equal(4);
  });

  it("loads also if S3's events begin to load: what waits since a stop has no event any more", async () => {
    const jobs: Job[] = [];
    const events = definitionOf(production({ processTrigger: "s3" }), "run");
    const ended = await runMachine(events, {}, { ...alone, ...recording(jobs) });
    expect(ended.status).to.equal("SUCCEEDED");
    expect(new Set(summary(jobs).map((each) => each.split(" ")[0]))).to.deep.equal(new Set(["extract", "process"]));
  });
});

describe("The state machine that loads a batch", () => {
  const machine = once(() => definitionOf(production(WITH_OPTIONS), "load"));
  const event = { detail: { object: { key: "raw/shop/orders/00000007.json" } } };

  it("loads the collection of the manifest that S3 tells of", async () => {
    const jobs: Job[] = [];
    const ended = await runMachine(machine(), event, recording(jobs));
    expect(ended.status).to.equal("SUCCEEDED");
    expect(summary(jobs)).to.deep.equal(["process shop/orders"]);
  });

  it("fails if the collection could not be loaded", async () => {
    const ended = await runMachine(machine(), event, recording([], "process shop/orders"));
    expect(ended.status).to.equal("States.TaskFailed");
  });
});

function definitionOf(environment: ReturnType<typeof production>, name: "run" | "load"): unknown {
  const found = resources(synth(environment), "aws_sfn_state_machine").find((it) =>
    String(it.name).endsWith(`-${name}`),
  );
  return JSON.parse(String(found?.definition));
}

/** Jobs that end well, but for one. */
function recording(jobs: Job[], failing?: string): Tasks {
  const run = (job: Job) => {
    jobs.push(job);
    if (summary([job])[0] === failing) throw new TaskError("States.TaskFailed");
    return { Status: "SUCCEEDED" };
  };
  return { Extract: run, Process: run };
}

function summary(jobs: readonly Job[]): string[] {
  return jobs.map((job) => {
    const { DATABASE, COLLECTION } = variablesOf(job);
    return `${job.JobName} ${DATABASE}/${COLLECTION}`;
  });
}

function variablesOf({ ContainerOverrides: { Environment } }: Job): Record<string, string> {
  return Object.fromEntries(Environment.map(({ Name, Value }) => [Name, Value]));
}
