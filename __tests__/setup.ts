import fc from "fast-check";

// The same examples on every run; a failure prints the seed and the path all the same.
fc.configureGlobal({ seed: 20_261_121 });

/** Tests run the bundle that is shipped, so it is made before any of them. */
export async function mochaGlobalSetup(): Promise<void> {
  await import("../functions/bundle.ts");
}
