import type pg from "pg";
import { type Place, placeName } from "../../warehouse/postgres/names.ts";
import { FULL_BATCHES } from "../../warehouse/postgres/publish.ts";

/** The full batches of a table whose rows PostgreSQL has. */
export interface FullBatches {
  /** The one that readers see. */
  readonly current?: string;
  /** The one before, kept so that an operator can go back to it. */
  readonly previous?: string;
  /** A newer one, from which an operator went back. */
  readonly "rolled back"?: string;
}

export async function fullBatches(client: pg.Client, place: Place): Promise<FullBatches> {
  const { rows } = await client.query<{ batch: string; state: string }>(FULL_BATCHES, [placeName(place)]);
  return Object.fromEntries(rows.map(({ state, batch }) => [state, batch]));
}
