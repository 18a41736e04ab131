import { once } from "node:events";
import type { AddressInfo, Server as NetServer } from "node:net";
import { expect } from "chai";
import { createServer, type Connection as ServerConnection } from "mysql2";
import { ProducerError } from "../../../functions/producer/producer-error.ts";
import { connectSource, isTimeout, type SourceConnection } from "../../../functions/producer/source-connection.ts";

/** What the double does with a statement that is no `set`. */
type Behaviour = (session: Session) => void;

/** The driver's own server, whose types lack what is used here. */
interface Server {
  readonly _server: NetServer;
  listen(port: number, host: string): void;
}

/** The part of a session that is used here. */
type Session = ServerConnection & {
  readonly stream: { destroy(): void };
  sequenceId: number;
  serverHandshake(options: object): void;
  writeOk(): void;
  writeColumns(columns: readonly object[]): void;
  writeTextRow(cells: readonly string[]): void;
};

describe("A session in the source", () => {
  let behaviour: Behaviour;
  let close: () => void;
  let session: SourceConnection;
  let settings: string[];

  beforeEach(async () => {
    settings = [];
    const server = createServer((connection) => accept(connection as unknown as Session)) as unknown as Server;
    const { _server: tcp } = server;
    server.listen(0, "127.0.0.1");
    await once(tcp, "listening");
    close = () => tcp.close();
    session = await connectSource(
      { host: "127.0.0.1", port: (tcp.address() as AddressInfo).port, user: "producer" },
      60,
    );
  });
  afterEach(() => {
    session.destroy();
    close();
  });

  function accept(connection: Session): void {
    connection.on("error", () => undefined);
    connection.serverHandshake({
      ...{ protocolVersion: 10, serverVersion: "8.0.0", connectionId: 1, statusFlags: 2, characterSet: 45 },
      capabilityFlags: 0xffffff,
      encoding: "utf8",
      authCallback: (_: unknown, done: (error: null) => void) => {
        done(null);
        connection.sequenceId = 0;
      },
    });
    // Each exchange numbers its packets anew, which the driver leaves to us; `set` comes as another event.
    const answer = (how: Behaviour) => () => {
      how(connection);
      connection.sequenceId = 0;
    };
    connection.on("stmt_prepare", (sql: string) => {
      settings.push(sql);
      answer((it) => it.writeOk())();
    });
    connection.on(
      "query",
      answer((it) => behaviour(it)),
    );
  }

  const read = async () => {
    const rows: unknown[] = [];
    for await (const row of session.rows("select id from videos")) rows.push(row);
    return rows;
  };

  it("reads every letter, whatever the server sets for each session, and waits a minute for a table that is altered", () => {
    expect(settings[0]).to.equal("set names utf8mb4");
    expect(settings[1]).to.include("autocommit = 1").and.include("lock_wait_timeout = 60");
  });

  it("fails a reader of rows if it is lost between two of them: the driver alone would let him wait for ever", async () => {
    behaviour = (connection) => {
      connection.writeColumns([ID]);
      connection.writeTextRow(["1"]);
      connection.stream.destroy();
    };
    expect(await read().catch((error: unknown) => error)).to.include({ code: "PROTOCOL_CONNECTION_LOST" });
  });

  it("fails a reader of rows, and a question, if it was lost before", async () => {
    behaviour = (connection) => connection.stream.destroy();
    expect(await session.query("select 1").catch((error: unknown) => error)).to.be.instanceOf(ProducerError);
    expect(await read().catch((error: unknown) => error)).to.be.instanceOf(Error);
    expect(await session.query("select 1").catch((error: unknown) => error)).to.include({ code: "DATABASE_FAILED" });
  });

  it("gives up a statement after its time", async () => {
    behaviour = () => undefined;
    const error = await session.query("select sleep(9)", [], 1).catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: "DATABASE_FAILED" });
    expect(isTimeout(error)).to.equal(true);
  });

  it("leaves no timer of a statement behind if it is lost, which would hold the process until then", async () => {
    behaviour = (connection) => connection.stream.destroy();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    // Mocha sets its own while it waits for the first time.
    await new Promise(setImmediate);
    const before = timers();
    const error = await session.query("select 1", [], 600_000).catch((thrown: unknown) => thrown);
    expect(isTimeout(error)).to.equal(false);
    expect(timers()).to.be.at.most(before);
  });
});

/** Of the driver's server: a column of text. */
const ID = {
  ...{ catalog: "def", schema: "video", table: "videos", orgTable: "videos", name: "id", orgName: "id" },
  ...{ characterSet: 45, columnLength: 20, columnType: 253, flags: 0, decimals: 0 },
};
