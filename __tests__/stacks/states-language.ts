// biome-ignore-all lint/suspicious/noExplicitAny: a state is JSON of many shapes.
type Json = any;

/** An error of a task of Step Functions: a name that `ErrorEquals` matches, and a text. */
export class StatesError extends Error {
  override readonly cause: string;

  constructor(name: string, cause: string) {
    super(name);
    this.name = name;
    this.cause = cause;
  }
}

/** Fakes of the services that tasks call, by name: `lambda:invoke`. */
export type Services = Readonly<Record<string, (parameters: Json) => unknown>>;

export interface Execution {
  readonly status: "SUCCEEDED" | "FAILED";
  /** The names of the states, in the order in which they were entered. */
  readonly path: readonly string[];
  /** Output, or the error's name. */
  readonly output: Json;
}

/** The part of Amazon States Language, with JSONPath, that a replay uses; nothing waits. https://states-language.net/spec.html */
export async function execute(machine: Json, input: Json, services: Services): Promise<Execution> {
  const path: string[] = [];
  let data = input;
  for (let name = machine.StartAt; ; ) {
    const state = machine.States[name];
    const context = { State: { EnteredTime: "2026-11-21T12:00:00Z" }, Execution: { Name: "execution" } };
    path.push(name);
    if (state.Type === "Fail") return { status: "FAILED", path, output: state.Error };
    if (state.Type === "Succeed") return { status: "SUCCEEDED", path, output: data };
    const after = state.Type === "Choice" ? { data, next: choose(state, data) } : await runTask(state, data);
    data = after.data;
    if (after.next === undefined) return { status: "SUCCEEDED", path, output: data };
    name = after.next;

    async function runTask(task: Json, before: Json) {
      try {
        const result = await attempts(task, () => callService(task, fill(task.Parameters, before, context), services));
        const selected = task.ResultSelector === undefined ? result : fill(task.ResultSelector, result, context);
        return { data: put(task.ResultPath, before, selected), next: task.Next };
      } catch (error) {
        const caught = task.Catch?.find((one: Json) => matches(one, error));
        if (!caught) throw error;
        return { data: put(caught.ResultPath, before, errorOutput(error as StatesError)), next: caught.Next };
      }
    }
  }
}

function errorOutput({ name, cause }: StatesError): Json {
  return { Error: name, Cause: cause };
}

/** The input of each execution of a map, from the items of its listing. */
export function itemInputs(map: Json, input: Json, items: readonly Json[]): Json[] {
  return items.map((Value) => fill(map.ItemSelector, input, { Map: { Item: { Value } } }));
}

/** A template with its paths and functions replaced by their values. */
function fill(template: Json, data: Json, context: Json): Json {
  if (typeof template !== "object" || template === null) return template;
  if (Array.isArray(template)) return template.map((one) => fill(one, data, context));
  const entries = Object.entries(template).map(([key, value]) =>
    key.endsWith(".$") ? [key.slice(0, -2), evaluate(String(value), data, context)] : [key, fill(value, data, context)],
  );
  return Object.fromEntries(entries);
}

function evaluate(text: string, data: Json, context: Json): Json {
  const [, argument] = /^States\.StringToJson\((.+)\)$/.exec(text) ?? [];
  if (argument === undefined) return text.startsWith("$$") ? at(text.slice(1), context) : at(text, data);
  try {
    return JSON.parse(evaluate(argument, data, context));
  } catch {
    throw new StatesError("States.IntrinsicFailure", "not JSON");
  }
}

function at(path: string, data: Json): Json {
  const [, ...steps] = path.split(".");
  const found = steps.reduce((value, step) => value?.[step], data);
  if (found === undefined) throw new StatesError("States.ParameterPathFailure", path);
  return found;
}

function put(path: string | null | undefined, before: Json, result: Json): Json {
  if (path === null) return before;
  return path === undefined || path === "$" ? result : { ...before, [path.slice(2)]: result };
}

function choose({ Choices, Default }: Json, data: Json): string {
  const holds = ({ And, Variable, NumericGreaterThanEqualsPath, NumericLessThanPath }: Json): boolean => {
    if (And) return And.every(holds);
    if (NumericLessThanPath) return at(Variable, data) < at(NumericLessThanPath, data);
    return at(Variable, data) >= at(NumericGreaterThanEqualsPath, data);
  };
  return Choices.find(holds)?.Next ?? Default;
}

function callService({ Resource }: Json, parameters: Json, services: Services): unknown {
  const service = services[Resource.replace("arn:aws:states:::", "")];
  if (!service) throw new Error(`no fake of ${Resource}`);
  return service(parameters);
}

/** Each retrier counts its own attempts. */
async function attempts(task: Json, attempt: () => unknown): Promise<unknown> {
  const used = new Map<Json, number>();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const retrier = task.Retry?.find((one: Json) => matches(one, error));
      if (!retrier || (used.get(retrier) ?? 0) >= retrier.MaxAttempts) throw error;
      used.set(retrier, (used.get(retrier) ?? 0) + 1);
    }
  }
}

function matches({ ErrorEquals }: Json, error: unknown): boolean {
  if (!(error instanceof StatesError)) throw error;
  return ErrorEquals.includes(error.name) || ErrorEquals.includes("States.ALL");
}
