/** A mistake in the allow-list or in the environments, found before the deploy. */
export interface Problem {
  /** The place, as a path from the outermost name: `audit.array_nodes.data`. */
  readonly where: string;
  readonly problem: string;
  /** How to fix it. */
  readonly remedy: string;
}

/** All problems at once, one paragraph each, for a terminal. */
export class ProblemsFound extends Error {
  readonly code = "PROBLEMS_FOUND";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([count, ...problems.map(paragraph)].join("\n\n"));
    this.name = "ProblemsFound";
    this.problems = problems;
  }
}

/** Throws all problems in one error, or does nothing if there are none. */
export function assertNoProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemsFound(problems);
}

function paragraph({ where, problem, remedy }: Problem): string {
  return `${where}\n  problem: ${problem}\n  remedy:  ${remedy}`;
}
