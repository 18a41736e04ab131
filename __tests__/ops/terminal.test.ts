import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { ReaderGone, terminal } from "../../ops/terminal.ts";

describe("the terminal", () => {
  it("says where its reader went away, instead of letting a write fail out of nowhere", async () => {
    const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const out = new Writable({ write: (_chunk, _encoding, done) => done(closed) });
    const show = terminal(out as NodeJS.WriteStream, true);
    show.print("nobody reads this");
    await setImmediate();
    expect(() => show.print("nor this")).to.throw(ReaderGone);
    expect(() => show.progress(1).step("nor this")).to.throw(ReaderGone);
  });
});
