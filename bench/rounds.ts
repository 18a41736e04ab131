import type { Measurement } from "./measurement.ts";

/**
 * Runs the peers in turns, so that a slow phase of the machine affects all of them. Each round starts with another peer, so that no
 * peer is always at the same place in the order.
 */
export async function runRounds<P>(
  peers: readonly P[],
  rounds: number,
  start: (peer: P) => Promise<Measurement>,
  onDone: (peer: P, measured: Measurement, round: number) => void,
): Promise<Map<P, Measurement[]>> {
  const runs = new Map<P, Measurement[]>(peers.map((peer) => [peer, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % peers.length;
    for (const peer of [...peers.slice(first), ...peers.slice(0, first)]) {
      const measured = await start(peer);
      runs.get(peer)?.push(measured);
      onDone(peer, measured, round);
    }
  }
  return runs;
}
