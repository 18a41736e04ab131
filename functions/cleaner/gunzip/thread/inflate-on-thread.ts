import { Worker } from "node:worker_threads";
import type { Chunks } from "../../chunks.ts";
import { GzipError } from "../gzip-error.ts";
import { Blocks } from "./blocks.ts";
import { Mailbox } from "./mailbox.ts";
import type { Filled, Order, Report } from "./messages.ts";
import { ReadBlocks } from "./read-blocks.ts";
import { INFLATE_THREAD } from "./thread-code.ts";

/**
 * Does what `membersOf` does, on a thread of its own, while the reader reads. Its start takes some 50 ms.
 * @param module `INFLATE`, which the thread need not compile again
 * @throws GzipError, the source's error, or whatever ended the thread
 */
export async function* inflateOnThread(source: Chunks, module: object): Chunks {
  const worker = startThread(module);
  const send = (order: Order, handedOver: readonly ArrayBuffer[] = []) => worker.postMessage(order, handedOver);
  const inputs = new Blocks();
  const texts = new Mailbox<Filled | undefined>();
  worker.on("message", (report: Report) => {
    if ("text" in report) texts.add(report.text);
    else if ("read" in report) inputs.giveBack(report.read);
    else if ("end" in report) texts.add(undefined);
    else texts.fail(new GzipError(report.broken.message, report.broken.isTrailing));
  });
  worker.on("error", (error) => texts.fail(error));
  worker.on("exit", () => texts.fail(new Error("The thread that inflates has ended.")));
  const chunks = source[Symbol.asyncIterator]();
  const feed = async () => {
    await inputs.fill({ [Symbol.asyncIterator]: () => chunks }, (input) => send({ input }, [input.block]));
    send({ end: true });
  };
  try {
    feed().catch((error: unknown) => texts.fail(error));
    yield* read(texts, (blocks) => send({ read: blocks }, blocks));
  } finally {
    await worker.terminate();
    // If the reader stops early, the source is closed too.
    await chunks.return?.();
  }
}

/** Without the process's options and environment: it needs neither, and a preloaded module would be run again for each file. */
function startThread(module: object): Worker {
  return new Worker(INFLATE_THREAD, { eval: true, workerData: module, execArgv: [], env: {} });
}

/** Yields the texts, and sends their blocks back. */
async function* read(texts: Mailbox<Filled | undefined>, sendBack: (blocks: readonly ArrayBuffer[]) => void): Chunks {
  const blocks = new ReadBlocks(sendBack);
  for (let text = await texts.take(); text !== undefined; text = await texts.take()) {
    yield Buffer.from(text.block, 0, text.length);
    blocks.add(text.block);
  }
}
