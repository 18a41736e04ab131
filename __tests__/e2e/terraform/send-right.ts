interface Statement {
  readonly Action: string | readonly string[];
}

/**
 * A policy that means the same to the emulator: it does not know from whom and to whom a mail is, so a right to send mails can be neither on an
 * identity nor on conditions of them.
 */
export function sendFromAnybody(policy: string): string {
  const document = JSON.parse(policy) as { readonly Statement: readonly Statement[] };
  return JSON.stringify({ ...document, Statement: document.Statement.map(adapted) });
}

function adapted(statement: Statement): Statement {
  if ([statement.Action].flat().some((action) => action !== "ses:SendEmail")) return statement;
  const { Condition: _ofAddresses, ...rest } = statement as Statement & { readonly Condition?: unknown };
  return { ...rest, Resource: "*" } as Statement;
}
