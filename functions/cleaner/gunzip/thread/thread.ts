import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { Chunks } from "../../chunks.ts";
import { GzipError } from "../gzip-error.ts";
import { membersOf } from "../gzip-members.ts";
import { Blocks } from "./blocks.ts";
import { Mailbox } from "./mailbox.ts";
import type { Filled, Order, Report } from "./messages.ts";
import { ReadBlocks } from "./read-blocks.ts";

/* The thread's own code, for `inflate-on-thread.ts` on the other side. */

const port = parentPort as MessagePort;
const inputs = new Mailbox<Filled | undefined>();
const texts = new Blocks();

port.on("message", (order: Order) => {
  if ("read" in order) texts.giveBack(order.read);
  else inputs.add("input" in order ? order.input : undefined);
});
void inflate();

async function inflate(): Promise<void> {
  try {
    await texts.fill(membersOf(source(), workerData as object), (text) => send({ text }, [text.block]));
    send({ end: true });
  } catch (error) {
    if (error instanceof GzipError) send({ broken: { message: error.message, isTrailing: error.isTrailing } });
    else endThread(error);
  }
}

/** An error that is not foreseen is thrown outside of all promises, so that it ends the thread whatever the process's options are. */
function endThread(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

async function* source(): Chunks {
  const read = new ReadBlocks((blocks) => send({ read: blocks }, blocks));
  for (let input = await inputs.take(); input !== undefined; input = await inputs.take()) {
    yield Buffer.from(input.block, 0, input.length);
    read.add(input.block);
  }
}

function send(report: Report, handedOver: readonly ArrayBuffer[] = []): void {
  port.postMessage(report, handedOver);
}
