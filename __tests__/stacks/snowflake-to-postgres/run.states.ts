import { expect } from "chai";
import { RETRIED } from "../../../functions/sync/sync-error.ts";
import { parseEvent } from "../../../functions/sync/sync-event.ts";
import { runMachine, TaskError } from "../state-machine.ts";
import { production, SETTINGS } from "./fixtures.ts";
import { type Definition, definitionOf } from "./synth.ts";

interface Call {
  readonly Payload: Readonly<Record<string, unknown>>;
}

// The definitions as they are deployed, run by a public implementation of Amazon States Language.
describe("The state machine that exports", () => {
  const machine = (): Definition => withoutWaits(definitionOf("export"));

  it("[I-07] begins each table, asks until it is written, and commits it", async () => {
    const calls: Record<string, unknown>[] = [];
    let asked = 0;
    const ended = await runMachine(machine(), {}, recording(calls, { Poll: () => (++asked < 4 ? "running" : "done") }));
    expect(ended.status).to.equal("SUCCEEDED");
    const steps = (table: string) =>
      calls.filter((call) => JSON.stringify(call).includes(table)).map(({ step }) => step);
    expect(new Set(steps("sales"))).to.deep.equal(new Set(["start", "poll", "finish"]));
    expect(calls.filter(({ step }) => step === "poll").length).to.equal(5);
    const [start] = calls;
    expect(start).to.deep.include({ step: "start", full: false });
    expect(Object.keys(start ?? {})).to.have.members(["step", "table", "full", "time", "execution"]);
  });

  it("exports the tables that are named, in full if that is asked for", async () => {
    const calls: Record<string, unknown>[] = [];
    await runMachine(machine(), { tables: ["shelves"], full: true }, recording(calls));
    const starts = calls.filter(({ step }) => step === "start");
    expect(starts.map(({ table, full }) => [table, full])).to.deep.equal([["shelves", true]]);
  });

  for (const failing of ["Start", "Poll", "Finish"])
    it(`fails if ${failing} failed for a table, after all others`, async () => {
      const calls: Record<string, unknown>[] = [];
      const ended = await runMachine(machine(), {}, recording(calls, { failing: `${failing} sales` }));
      expect(ended.status).to.equal("TABLES_FAILED");
      expect(calls.filter((call) => JSON.stringify(call).includes("shelves")).map(({ step }) => step)).to.include(
        "finish",
      );
    });

  function recording(calls: Record<string, unknown>[], { failing = "", Poll = (): string => "done" } = {}) {
    const of =
      (state: string, answer: () => unknown) =>
      ({ Payload }: Call) => {
        calls.push(Payload);
        const table = (Payload.table ?? (Payload.export as { table: string }).table) as string;
        if (failing === `${state} ${table}`) throw new TaskError("UNLOAD_FAILED");
        return { Payload: state === "Start" ? { table } : answer() };
      };
    return {
      Start: of("Start", () => 0),
      Poll: of("Poll", () => ({ status: Poll() })),
      Finish: of("Finish", () => ({})),
    };
  }
});

describe("The state machine of the sync", () => {
  const batch = (name: string, count = 2) => ({
    ...{ manifest: `manifests/bazaar/${name}.json`, kind: "full", rows: 3 },
    parts: { key: `manifests/bazaar/${name}.parts.jsonl`, count },
  });
  const plan = {
    tables: [
      { table: "sales", batches: [batch("sales/1"), batch("sales/2", 0)] },
      { table: "shelves", batches: [batch("shelves/1")] },
    ],
    held: [],
  };

  it("plans, loads the parts of each batch, publishes in order, and says how it ended", async () => {
    const { calls, ended } = await run({});
    expect(ended.status).to.equal("SUCCEEDED");
    const published = calls.filter(({ step }) => step === "publish").map(({ manifest }) => String(manifest));
    expect(published.filter((key) => key.includes("sales"))).to.deep.equal([
      "manifests/bazaar/sales/1.json",
      "manifests/bazaar/sales/2.json",
    ]);
    expect(calls.at(-1)).to.deep.equal({
      step: "finish",
      tables: [{ table: "sales" }, { table: "shelves" }],
      held: [],
    });
  });

  it("calls the function with events that it knows", async () => {
    const { calls } = await run({ mode: "window", from: "2026-11-01T00:00:00Z", to: "2026-11-02T00:00:00Z" });
    expect(calls[0]).to.deep.include({ step: "plan", mode: "window" });
    for (const call of calls) expect(() => parseEvent(call), JSON.stringify(call)).not.to.throw();
    const { ItemSelector } =
      definitionOf("sync").States.EachTable.ItemProcessor.States.EachBatch.ItemProcessor.States.LoadParts;
    const part = { manifest: "m", key: "k", etag: "e", bytes: 1, rows: 1 };
    expect(() => parseEvent({ ...ItemSelector, part })).not.to.throw();
  });

  it("loads no part of an empty batch", async () => {
    const { loaded } = await run({});
    expect(loaded.sort()).to.deep.equal(["sales/1", "shelves/1"].map((name) => `manifests/bazaar/${name}.parts.jsonl`));
  });

  it("ends a table with its first failure, goes on with the others, and names it at the end", async () => {
    const { calls } = await run({}, { failing: "sales/1", code: "PART_CHANGED" });
    expect(calls.filter(({ step }) => step === "publish").map(({ manifest }) => manifest)).to.have.members([
      "manifests/bazaar/sales/1.json",
      "manifests/bazaar/shelves/1.json",
    ]);
    expect(calls.at(-1)?.tables).to.deep.equal([{ table: "sales", failed: "PART_CHANGED" }, { table: "shelves" }]);
  });

  it("tries again what may pass, and nothing else", async () => {
    for (const code of RETRIED) {
      const { calls } = await run({}, { failing: "shelves/1", code, times: 3 });
      expect(calls.at(-1)?.tables, code).to.deep.equal([{ table: "sales" }, { table: "shelves" }]);
    }
  });

  it("fails if the function says that some table was not brought up to date", async () => {
    const { ended } = await run({}, { failing: "finish", code: "SYNC_INCOMPLETE" });
    expect(ended.status).to.equal("SYNC_INCOMPLETE");
  });

  async function run(input: object, { failing = "", code = "", times = 99 } = {}) {
    const calls: Record<string, unknown>[] = [];
    const loaded: string[] = [];
    let failures = 0;
    const call = ({ Payload }: Call) => {
      calls.push(Payload);
      const isFailing = failing !== "" && (String(Payload.manifest).includes(failing) || Payload.step === failing);
      if (isFailing && failures++ < times) throw new TaskError(code);
      return { Payload: Payload.step === "plan" ? plan : {} };
    };
    const LoadParts = (parameters: { readonly key: string }) => loaded.push(parameters.key);
    const ended = await runMachine(withoutMap(definitionOf("sync")), input, {
      ...{ Plan: call, Publish: call, Finish: call, LoadParts },
    });
    return { calls, loaded, ended };
  }
});

describe("The state machine of runs", () => {
  const alone = { FindOthers: () => ({ Executions: [{}] }) };

  it("[I-45] exports, starts the crawlers, and loads", async () => {
    const { done, ended } = await run();
    expect(ended.status).to.equal("SUCCEEDED");
    expect(done).to.deep.equal(["Export", "Crawl batch", "Crawl stream", "Sync"]);
  });

  it("[I-26] counts a crawler that runs already as started", async () => {
    const { ended } = await run({ Crawl: "Glue.CrawlerRunningException" });
    expect(ended.status).to.equal("SUCCEEDED");
  });

  for (const [state, error] of Object.entries({
    Export: "States.TaskFailed",
    Crawl: "Glue.EntityNotFoundException",
    Sync: "x",
  }))
    it(`does the rest if ${state} fails, and then fails`, async () => {
      const { done, ended } = await run({ [state]: error });
      expect(ended.status).to.equal("RUN_FAILED");
      expect(done).to.include.members(["Export", "Sync"].filter((each) => each !== state));
    });

  it("does nothing while another execution runs", async () => {
    const { done, ended } = await run({}, { FindOthers: () => ({ Executions: [{}, {}] }) });
    expect(ended).to.deep.equal({ status: "SUCCEEDED", output: { refused: "OVERLAP" } });
    expect(done).to.deep.equal([]);
  });

  async function run(failing: Readonly<Record<string, string>> = {}, others = alone) {
    const done: string[] = [];
    const of = (state: string) => (parameters: { readonly Name?: string }) => {
      const error = failing[state];
      if (error !== undefined) throw new TaskError(error);
      done.push(parameters.Name === undefined ? state : `${state} ${parameters.Name.split("-").at(-2)}`);
      return {};
    };
    const tasks = { ...others, Export: of("Export"), Crawl: of("Crawl"), Sync: of("Sync") };
    const ended = await runMachine(oneByOne(definitionOf("run", production({ stream: SETTINGS.stream }))), {}, tasks);
    return { done, ended };
  }
});

/** A wait is of no seconds. */
function withoutWaits(definition: Definition): Definition {
  return JSON.parse(JSON.stringify(definition).replace(/"Seconds":\d+/g, '"Seconds":0'));
}

/** In place of the map over a file in S3, which only AWS has, one task that gets the file's key. */
function withoutMap(definition: Definition): Definition {
  const { States } = definition.States.EachTable.ItemProcessor.States.EachBatch.ItemProcessor;
  const { Next, ResultPath } = States.LoadParts;
  States.LoadParts = { Type: "Task", Resource: "map", Parameters: { "key.$": "$.parts.key" }, ResultPath, Next };
  return definition;
}

/** Maps go item by item, so that the order can be told. */
function oneByOne(definition: Definition): Definition {
  definition.States.EachCrawler.MaxConcurrency = 1;
  return definition;
}
