import type { Values } from "./plan.ts";

/**
 * The rights that a policy gains and loses, with a line for each action and resource; undefined if neither value is a policy.
 */
export function rightsDiff(before: unknown, after: unknown): string[] | undefined {
  const [was, is] = [rightsIn(before), rightsIn(after)];
  if (was === undefined && is === undefined) return undefined;
  const [old, now] = [new Set(was), new Set(is)];
  return [
    ...[...now].filter((right) => !old.has(right)).map((right) => `+ ${right}`),
    ...[...old].filter((right) => !now.has(right)).map((right) => `- ${right}`),
  ];
}

/** Every single right of a policy: `allow s3:GetObject on arn:…`, with principal and condition. */
function rightsIn(policy: unknown): string[] | undefined {
  if (typeof policy !== "string" || !/^\{.*"Statement"/s.test(policy)) return undefined;
  const { Statement } = JSON.parse(policy) as { Statement: Values | Values[] };
  return (Array.isArray(Statement) ? Statement : [Statement]).flatMap(rightsOf);
}

function rightsOf({
  Effect,
  Action,
  NotAction,
  Resource,
  NotResource,
  Principal,
  NotPrincipal,
  Condition,
}: Values): string[] {
  const actions = Action === undefined ? list(NotAction).map((action) => `all but ${action}`) : list(Action);
  const resources =
    Resource === undefined ? list(NotResource).map((resource) => `all but ${resource}`) : list(Resource);
  const who = [part("to", Principal), part("to all but", NotPrincipal), part("if", Condition)].join("");
  const places = resources.length > 0 ? resources.map((resource) => ` on ${resource}`) : [""];
  return actions.flatMap((action) => places.map((place) => `${String(Effect).toLowerCase()} ${action}${place}${who}`));
}

function part(word: string, what: unknown): string {
  return what === undefined ? "" : ` ${word} ${typeof what === "string" ? what : JSON.stringify(what)}`;
}

function list(value: unknown): string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
