import { Writable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { BrokenPipe, terminal } from "../../command/terminal.ts";

describe("The terminal", () => {
  it("throws BrokenPipe from print and from progress if nobody reads the output any more", async () => {
    const closed = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
    const out = new Writable({ write: (_chunk, _encoding, done) => done(closed) });
    const show = terminal(out as NodeJS.WriteStream, true);
    show.print("nobody reads this");
    await setImmediate();
    expect(() => show.print("nor this")).to.throw(BrokenPipe);
    expect(() => show.progress(1).step("nor this")).to.throw(BrokenPipe);
  });

  it("shows no progress of work without steps", () => {
    const written: string[] = [];
    const out = new Writable({ write: (chunk, _encoding, done) => done(void written.push(String(chunk))) });
    for (const isTTY of [true, false]) {
      const progress = terminal(Object.assign(out, { isTTY }) as unknown as NodeJS.WriteStream, true).progress(0);
      progress.step("more than was thought");
      progress.end();
    }
    expect(written).to.deep.equal([]);
  });

  it("prints, without a terminal, a line each time that the number of steps has changed", () => {
    const written: string[] = [];
    const out = new Writable({ write: (chunk, _encoding, done) => done(void written.push(String(chunk))) });
    const progress = terminal(out as NodeJS.WriteStream, true).progress(5);
    for (const done of [0, 2, 2, 5]) progress.reach(done, "at work");
    expect(written).to.deep.equal(["  2/5 at work\n", "  5/5 at work\n"]);
  });
});
