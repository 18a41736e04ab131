import { expect } from "chai";
import { type Turn, takeTurn } from "../../../functions/mail/sent.ts";
import { TurnsDouble } from "./turns.ts";

describe("[K-10] Mails of one kind of failure", () => {
  let table: TurnsDouble;
  beforeEach(() => {
    table = new TurnsDouble();
  });
  const turn = (time: string, messageId: string, { kind = "a", count = 1 } = {}): Promise<Turn> =>
    takeTurn(table.client(), "sent", { kind, count, messageId, now: new Date(`2026-11-27T${time}Z`) });
  const MAIL = { mail: true, unmailed: 0 };
  const COUNT = { mail: false };

  it("are one an hour: the first is mailed, the others are counted", async () => {
    expect(await turn("10:00:00", "1")).to.deep.equal(MAIL);
    expect(await turn("10:00:01", "2")).to.deep.equal(COUNT);
    expect(await turn("10:59:59", "3")).to.deep.equal(COUNT);
    expect(await turn("10:59:59", "4", { kind: "b" }), "another kind").to.deep.equal(MAIL);
  });

  it("say in a later hour how many were not mailed, once", async () => {
    await turn("10:00:00", "1", { count: 7 });
    await turn("10:10:00", "2", { count: 5 });
    await turn("10:20:00", "3", { count: 4 });
    expect(await turn("15:00:00", "4")).to.deep.equal({ mail: true, unmailed: 9 });
    expect(await turn("16:00:00", "5")).to.deep.equal(MAIL);
  });

  it("are sent after all if sending failed and SQS delivers the message again, with the same number", async () => {
    await turn("10:00:00", "1");
    await turn("10:10:00", "2");
    const first = await turn("11:00:00", "3");
    expect(first).to.deep.equal({ mail: true, unmailed: 1 });
    await turn("11:10:00", "4");
    expect(await turn("11:12:00", "3"), "in the same hour").to.deep.equal(first);
    expect(await turn("12:00:00", "3"), "in the next").to.deep.equal(first);
    expect(await turn("12:00:01", "5"), "which is still free").to.deep.equal({ mail: true, unmailed: 1 });
  });

  it("are not held back by a message that is delivered again after the mail of a later hour", async () => {
    await turn("10:00:00", "1");
    await turn("11:00:00", "2");
    expect(await turn("11:00:01", "1")).to.deep.equal(COUNT);
    expect(await turn("12:00:00", "3")).to.deep.equal({ mail: true, unmailed: 1 });
  });

  it("fail if the table does not answer: then nobody knows, and the message is tried again", async () => {
    const down = { send: () => Promise.reject(new Error("down")) } as never;
    const asked = takeTurn(down, "sent", { kind: "a", count: 1, messageId: "1", now: new Date(0) });
    expect(await asked.catch((error: Error) => error.message)).to.equal("down");
  });
});
