import { type Emulator, startEmulator } from "./emulator/emulator.ts";
import { whatIsMissing } from "./emulator/requirements.ts";
import { makeWorld, type World } from "./world.ts";

let emulator: Emulator | undefined;
let made: World | undefined;
/** Length of the emulator's log when the test began. */
let logged = 0;

/** What every test looks at. */
export function world(): World {
  if (made === undefined) throw new Error("The end-to-end tests are run by `npm run test:e2e`.");
  return made;
}

/** Once, before all tests. */
export async function mochaGlobalSetup(): Promise<void> {
  const missing = whatIsMissing();
  if (missing !== undefined) {
    process.stderr.write(missing);
    process.exit(1);
  }
  emulator = await startEmulator();
  try {
    made = await makeWorld(emulator);
  } catch (error) {
    process.stderr.write(await emulator.log());
    await emulator.stop();
    throw error;
  }
}

/** Once, after all tests. */
export async function mochaGlobalTeardown(): Promise<void> {
  await made?.close();
  await emulator?.stop();
}

export const mochaHooks = {
  async beforeEach(): Promise<void> {
    logged = (await emulator?.log())?.length ?? 0;
  },

  /** What the emulator said during a test that failed. */
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== "failed") return;
    process.stderr.write(`${(await emulator?.log())?.slice(logged)}\n`);
  },
};
