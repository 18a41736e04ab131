import { request } from "node:http";
import { expect } from "chai";
import type { Fault } from "../../local/s3-fault.ts";
import { storedObject } from "../../local/s3-object.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";

/** What a client without any cleverness sees of a fault. */
interface Seen {
  readonly status?: number;
  readonly length?: string | undefined;
  readonly body: string;
  readonly end: "whole" | "cut" | "still open";
}

describe("A fault of the local S3", () => {
  let s3: S3Server;

  beforeEach(async () => {
    s3 = await startS3Server();
    s3.objects.set("raw/k", storedObject(Buffer.from("0123456789")));
  });
  afterEach(() => s3.close());

  it("refuses a request with a status and a code, under status 200 too", async () => {
    expect(await see("GET", { status: 503, code: "SlowDown" })).to.include({ status: 503, end: "whole" });
    const late = await see("PUT", { status: 200, code: "InternalError" });
    expect(late).to.include({ status: 200, end: "whole" });
    expect(late.body).to.include("<Error><Code>InternalError</Code>");
    expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
  });

  it("cuts what GET gives at any byte, the first and the last too", async () => {
    for (const cutAfter of [0, 1, 9]) {
      const found = { status: 200, length: "10", body: "0123456789".slice(0, cutAfter), end: "cut" };
      expect(await see("GET", { cutAfter })).to.deep.equal(found);
    }
  });

  it("cuts what PUT sends, at once or on its way, and stores nothing of it", async () => {
    for (const cutAfter of [0, 100_000]) {
      expect(await see("PUT", { cutAfter })).to.deep.equal({ body: "", end: "cut" });
      expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
    }
  });

  it("stalls in the middle of what GET gives, or never answers", async () => {
    expect(await see("GET", { stallAfter: 4 })).to.deep.equal({
      status: 200,
      length: "10",
      body: "0123",
      end: "still open",
    });
    expect(await see("PUT", { answer: "never" })).to.deep.equal({ body: "", end: "still open" });
    expect(s3.objects.get("raw/k")?.body.toString()).to.equal("0123456789");
  });

  it("carries a request out and loses the answer", async () => {
    expect(await see("PUT", { answer: "lost" })).to.deep.equal({ body: "", end: "cut" });
    expect(s3.objects.get("raw/k")?.body.length).to.equal(200_000);
  });

  it("gives another body in place of the object's", async () => {
    expect(await see("GET", { body: Buffer.from("other") })).to.include({ body: "other", length: "5", end: "whole" });
  });

  it("holds a request up until it is told what to do with it", async () => {
    let release = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      s3.onRequest = () => {
        resolve();
        return new Promise((go) => {
          release = () => go(undefined);
        });
      };
    });
    const answer = send("PUT");
    await arrived;
    expect(s3.objects.get("raw/k")?.body.length).to.equal(10);
    release();
    expect(await answer).to.include({ status: 200 });
    expect(s3.objects.get("raw/k")?.body.length).to.equal(200_000);
  });

  function see(method: string, fault: Fault): Promise<Seen> {
    s3.onRequest = () => fault;
    return send(method);
  }

  async function send(method: string): Promise<Seen> {
    const seen = { body: "", end: "whole" } as { -readonly [name in keyof Seen]: Seen[name] };
    const sent = request(`${s3.endpoint}/raw/k`, { method, agent: false });
    sent.on("response", (response) => {
      seen.status = response.statusCode ?? 0;
      seen.length = response.headers["content-length"];
      response.on("data", (piece: Buffer) => {
        seen.body += piece.toString();
      });
      response.on("error", () => undefined);
      response.on("close", () => {
        if (!response.complete && seen.end === "whole") seen.end = "cut";
      });
    });
    sent.on("error", () => {
      if (seen.end === "whole") seen.end = "cut";
    });
    // Only what stalls is silent for so long.
    sent.setTimeout(300, () => {
      seen.end = "still open";
      sent.destroy();
    });
    sent.end(method === "PUT" ? Buffer.alloc(200_000) : undefined);
    await new Promise((resolve) => sent.on("close", resolve));
    return seen;
  }
});
