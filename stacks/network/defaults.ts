import type { MadeNetwork } from "./settings.ts";

/** Without the range, which must not overlap with your other networks. */
export const NETWORK = { zones: 3, nat: 1, logDays: 90 } as const satisfies Partial<MadeNetwork>;
