import type { Connection } from "mysql2/promise";
import type { ProducerError } from "../../functions/producer/producer-error.ts";
import { type ProducerRig, startProducerRig } from "./producer-rig.ts";
import { type ProducerSource, startProducerSource } from "./producer-source.ts";

/** A server and a producer for the tests of a suite, with what they do again and again. What is set before a test is read when it runs. */
export function useProducer() {
  let source: ProducerSource;
  let root: Connection;
  let rig: ProducerRig;
  before(async () => {
    source = await startProducerSource("America/New_York");
    root = await source.connect();
    await root.query("set session time_zone = '+00:00'");
  });
  after(async () => {
    await root?.end();
    await source?.stop();
  });
  beforeEach(async () => {
    rig = await startProducerRig(source);
    await root.query("truncate table videos; truncate table customers");
  });
  afterEach(() => rig.close());

  /** Videos that were changed a second after each other, long ago. */
  const addVideos = async (count: number, from = 1, at = "2026-01-02 10:00:00") => {
    const rows = Array.from({ length: count }, (_, index) => [from + index, `video ${from + index}`]);
    await root.query("insert into videos (id, title, updated_at) values ?", [
      rows.map(([id, title]) => [id, title, at]),
    ]);
    await root.query("update videos set updated_at = ? + interval id second where id >= ?", [at, from]);
  };
  const ids = () => rig.rows("videos").map(({ id }) => id as number);
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: ProducerError) => error.code,
    );
  /** The producer's clock jumps to its end when it has sent so many rows. */
  const cutAfter = (rows: number) => {
    let asked = 0;
    Object.assign(rig.producer, { now: () => (asked++ > rows ? Number.MAX_SAFE_INTEGER : 0) });
  };
  return {
    source: () => source,
    root: () => root,
    rig: () => rig,
    ...{ addVideos, ids, range, codeOf, cutAfter },
  };
}
