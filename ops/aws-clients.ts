import type { Session } from "./session.ts";

/** A region that does not answer is an error, not a command that hangs. Milliseconds. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 60_000 };

/** Clients of AWS itself, with the credentials that the user has. */
export const awsClients: Session["aws"] = (Client, region) => new Client({ region, requestHandler: TIMEOUTS });
