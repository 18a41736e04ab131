import type { MadeNetwork } from "./settings.ts";

/** All but the range, which has to fit beside the networks that you have. */
export const NETWORK = { zones: 3, nat: 1, logDays: 90 } as const satisfies Partial<MadeNetwork>;
