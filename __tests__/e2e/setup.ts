import type { Endpoint } from "./aws.ts";
import { type Emulator, startEmulator } from "./emulator/emulator.ts";
import { whatIsMissing } from "./emulator/requirements.ts";
import { closeStreamWorld } from "./stream-world.ts";
import { LEFT_OUT } from "./terraform/resource-types.ts";
import { makeWorld, type World } from "./world.ts";

let emulator: Emulator | undefined;
let made: World | undefined;
/** Length of the emulator's log when the test began. */
let logged = 0;

/** The emulator with the stacks, which all tests share. */
export function world(): World {
  if (made === undefined) throw new Error("Run the end-to-end tests with `npm run test:e2e`.");
  return made;
}

/** The emulator, for tests that make stacks of their own in it. */
export function endpoint(): Endpoint {
  if (emulator === undefined) throw new Error("Run the end-to-end tests with `npm run test:e2e`.");
  return emulator;
}

/** Once, before all tests. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing = await whatIsMissing();
  if (missing !== undefined) {
    process.stderr.write(missing);
    process.exit(1);
  }
  tellWhatIsLeftOut();
  emulator = await startEmulator();
  try {
    made = await makeWorld(emulator);
  } catch (error) {
    process.stderr.write(await emulator.log());
    await emulator.stop();
    throw error;
  }
}

/** Printed in each run, so that nobody overrates a green one. */
function tellWhatIsLeftOut(): void {
  process.stdout.write("Not in the emulator, besides what __tests__/e2e/README.md says of it:\n");
  for (const reason of new Set(Object.values(LEFT_OUT))) {
    const types = Object.keys(LEFT_OUT).filter((type) => LEFT_OUT[type] === reason);
    process.stdout.write(`- ${types.join(", ")}: ${reason}\n`);
  }
}

/** Once, after all tests. */
export async function mochaGlobalTeardown(): Promise<void> {
  await closeStreamWorld();
  await made?.close();
  await emulator?.stop();
}

export const mochaHooks = {
  async beforeEach(): Promise<void> {
    logged = (await emulator?.log())?.length ?? 0;
  },

  /** The emulator's log during a test that failed. */
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== "failed") return;
    process.stderr.write(`${(await emulator?.log())?.slice(logged)}\n`);
  },
};
