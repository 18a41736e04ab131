import type { z } from "zod";
import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import type { Pipelines } from "../pipeline.ts";
import { environmentShape } from "./environment-shape.ts";

/**
 * Settings that are missing, unknown or of another type. The compiler finds most of them too, but not in a value that was cast or
 * imported from elsewhere, and every other check relies on the shape.
 */
export function checkShape(environment: Environment, index: number, pipelines: Pipelines): Problem[] {
  const { error } = environmentShape(pipelines).safeParse(environment);
  const name = nameOf(environment, index);
  return (error?.issues ?? []).flatMap((issue) => problemsOf(issue, environment, name));
}

/** The stack's name, or the environment's position in the list if it has no name. */
function nameOf(environment: Partial<Environment> | undefined, index: number): string {
  const { environment: name, region } = environment ?? {};
  return typeof name === "string" && typeof region === "string"
    ? stackName(environment as Environment)
    : `environments[${index}]`;
}

function problemsOf(issue: z.core.$ZodIssue, environment: unknown, name: string): Problem[] {
  const where = [name, ...issue.path].join(".");
  const remedies = issue.message.split("\n");
  const [remedy = ""] = remedies;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key, index) => {
      return { where: `${where}.${key}`, problem: "there is no such setting", remedy: remedies[index] ?? remedy };
    });
  }
  if (valueAt(environment, issue.path) === undefined) return [{ where, problem: "the setting is missing", remedy }];
  return [{ where, problem: "not a value that the setting takes", remedy }];
}

function valueAt(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined || typeof value !== "object" || value === null) return value;
  return valueAt((value as Record<PropertyKey, unknown>)[key], rest);
}
