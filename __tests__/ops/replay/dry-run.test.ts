import { expect } from "chai";
import { maskOf } from "../../../contracts/mask-of.ts";
import { maskHash } from "../../../functions/cleaner/projection.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { AwsFault } from "../fake-aws.ts";
import { FOLDER, World } from "./world.ts";

const GROWN = { tickets: { state: true, labels: "json" }, invoices: { total: true } } as const;
const TICKETS = ["--collection", "tickets"];

describe("ops replay, without --yes,", () => {
  let world: World;
  const plan = async (...options: string[]) => {
    const { out, ...rest } = await world.replay([...TICKETS, ...options, "--json"]);
    return { ...rest, json: JSON.parse(out) };
  };

  beforeEach(async () => {
    world = await World.start();
    world.put("LOAD00000001.csv.gz", "2026-11-15T08:00:00Z");
    world.put("20261116-080000000.csv.gz", "2026-11-16T08:00:00Z");
    world.put("20261120-080000000.csv.gz", "2026-11-20T08:00:00Z");
  });
  afterEach(() => world.close());

  it("[C-034] counts the objects whose CLEAN object has another mask or does not exist, and starts nothing", async () => {
    await world.clean();
    world.put("20261121-080000000.csv.gz", "2026-11-21T08:00:00Z");
    world.put("20261121-090000000.csv.gz", "2026-11-21T09:00:00Z");
    world.allowList = GROWN;
    await world.clean("20261121-080000000.csv.gz");
    const { code, json } = await plan();
    expect(code).to.equal(1);
    expect(json.found.objects).to.equal(5);
    expect(json.changing.objects).to.equal(4);
    expect(json.deployedAsListed).to.equal(false);
    expect(world.started()).to.deep.equal([]);
  });

  it("counts exactly those that give something new if they are cleaned again", async () => {
    await world.clean();
    world.environment = { ...PRIMARY, nullMarker: "-" };
    await world.clean("LOAD00000001.csv.gz");
    const { json } = await plan();
    const before = world.cleanKeys().length;
    await world.clean();
    expect(world.cleanKeys().length - before)
      .to.equal(json.changing.objects)
      .and.equal(2);
  });

  it("shows objects, bytes, time and cost, how far RAW reaches back, and the command that starts the replay", async () => {
    const { code, out } = await world.replay([...TICKETS, "--since", "2026-11-16"]);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/found +2 +\d+ bytes/)
      .and.match(/would change CLEAN +2 +\d+ bytes/);
    expect(out)
      .to.match(/expected time +1 s +10 at once/)
      .and.match(/expected cost.+less than \$0\.01/);
    expect(out).to.include("RAW reaches back to 2026-11-14, 7 days.");
    expect(out).to.include(
      "npm run -s ops -- replay production-us-west-2 --collection tickets --since 2026-11-16 --yes",
    );
  });

  it("counts only what arrived in the window, including its first second and excluding its last", async () => {
    expect((await plan("--since", "2026-11-16T08:00")).json.found.objects).to.equal(2);
    expect((await plan("--until", "2026-11-16T08:00")).json.found.objects).to.equal(1);
    expect((await plan("--since", "2026-11-16T08:00:01Z", "--until", "2026-11-21")).json.found.objects).to.equal(1);
  });

  it("refuses a time that does not exist, instead of reading it as another", async () => {
    for (const time of ["2026-11-31", "2026-02-30T10:15", "2026-11-16T24:00", "2026-13-01", "yesterday"]) {
      const { code, out, err } = await world.replay([...TICKETS, "--until", time]);
      expect({ code, out }, time).to.deep.equal({ code: 2, out: "" });
      expect(err, time).to.include("--until must be a time in UTC");
    }
  });

  it("limits the replay to the objects that would change", async () => {
    await world.clean("LOAD00000001.csv.gz", "20261120-080000000.csv.gz");
    const { json } = await plan();
    const second = Date.parse("2026-11-16T08:00:00Z") / 1000;
    expect(json.input).to.deep.equal({ prefix: FOLDER, since: second, until: second + 1, tolerated: 20 });
    expect(json.cleaned.objects).to.equal(1);
  });

  it("says that nothing would change, and shows no command", async () => {
    await world.clean();
    const { code, out } = await world.replay(TICKETS);
    expect(code).to.equal(0);
    expect(out).to.include("Nothing would change.").and.not.include("--yes");
    expect((await plan()).json.input).to.equal(null);
  });

  it("names the deployed mask by the hash that is in CLEAN's names", async () => {
    const { nullMarker } = PRIMARY;
    expect((await plan()).json.mask).to.equal(
      maskHash({ mask: maskOf(world.allowList.tickets ?? {}), nullMarker, passOp: true }),
    );
  });

  it("[T-11] refuses a window that begins before RAW does, and says what is left and how to load the rest", async () => {
    for (const times of [
      ["--since", "2026-11-13T23:59:59"],
      ["--until", "2026-11-14"],
    ]) {
      const { code, out, err } = await world.replay([...TICKETS, ...times]);
      expect({ code, out }).to.deep.equal({ code: 1, out: "" });
      expect(err).to.include("RAW keeps an object for 7 days: what arrived before 2026-11-14T00:00:00.000Z is gone");
      expect(err).to.include("--since 2026-11-14").and.include("--reload --collection tickets");
    }
    expect((await world.replay([...TICKETS, "--since", "2026-11-14"])).code).to.equal(0);
  });

  it("[T-11] warns of objects that expire in the time that it takes", async () => {
    const now = () => new Date("2026-11-22T23:59:59.500Z");
    const { out } = await world.replay(TICKETS, { now });
    expect(out).to.include("1 of them expire in the time that it takes");
    expect((await world.replay(TICKETS)).out).not.to.include("expire in");
  });

  it("compares the metadata of each object if CLEAN names have no version, and warns that Snowpipe won't load them again", async () => {
    world.environment = { ...PRIMARY, cleaner: { ...PRIMARY.cleaner, cleanNames: "same-name" } };
    await world.clean();
    expect((await plan()).json.changing.objects).to.equal(0);
    world.put("LOAD00000001.csv.gz", "2026-11-17T08:00:00Z", "state,oid__id\nreloaded,1\n");
    expect((await plan()).json.changing.objects).to.equal(1);
    world.environment = { ...world.environment, nullMarker: "-" };
    expect((await plan()).json.changing.objects).to.equal(3);
    expect((await world.replay(TICKETS)).out).to.include("Snowpipe won't load");
  });

  it("reads every page of the listings", async () => {
    for (let number = 0; number < 1_200; number++) world.put(`page-${number}.csv.gz`, "2026-11-18T08:00:00Z");
    expect((await plan()).json.found.objects).to.equal(1_203);
  });

  it("lists only the one collection, and ignores a folder that somebody created", async () => {
    const { objects } = world.s3;
    const [object] = [...objects.values()];
    objects.set("legion-analytics-us-west-2-production/mongodb-data/legion/tickets2/a.csv.gz", object as never);
    objects.set(`legion-analytics-us-west-2-production/${FOLDER}empty/`, object as never);
    expect((await plan()).json.found.objects).to.equal(3);
  });

  it("warns and exits with 1 if another mask is deployed than the working tree has", async () => {
    world.allowList = GROWN;
    const { code, out } = await world.replay(TICKETS);
    expect(code).to.equal(1);
    expect(out).to.include("deployed with another mask").and.include("deploy first");
    world.allowList = { ...world.allowList, tickets: { state: true, address: { country: true } } };
    expect((await world.replay(TICKETS)).code, "another collection's mask").to.equal(0);
    expect((await world.replay(TICKETS, { environments: [{ ...PRIMARY, csvDelimiter: ";" }] })).code).to.equal(1);
  });

  it("says to deploy if the function does not know the collection, or if there is no state machine", async () => {
    world.allowList = { invoices: { total: true } };
    const { code, err } = await world.replay(TICKETS);
    expect({ code, err }).to.deep.equal({
      code: 1,
      err: "The cleaner of production-us-west-2 does not know tickets yet: deploy the stack first.",
    });
    world.allowList = GROWN;
    world.aws.on("ListExecutions", () => {
      throw new AwsFault("StateMachineDoesNotExist", "State Machine Does Not Exist");
    });
    expect((await world.replay(TICKETS)).err).to.equal(
      "production-us-west-2 can't replay yet: deploy the stack first.",
    );
  });

  it("says that a paused cleaner can't replay", async () => {
    world.environment = { ...PRIMARY, cleaner: { ...PRIMARY.cleaner, reservedConcurrency: 0 } };
    const { code, err } = await world.replay(TICKETS);
    expect(code).to.equal(1);
    expect(err).to.include("is paused");
  });

  it("explains each wrong call", async () => {
    const wrong: [args: string[], says: string][] = [
      [[], "Name a --collection. Listed: tickets, invoices."],
      [["--collection", "users"], "users is not in the allow-list. Listed: tickets, invoices."],
      [["--collection", "toString"], "toString is not in the allow-list."],
      [[...TICKETS, "--since", "yesterday"], "--since must be a time in UTC"],
      [[...TICKETS, "--since", "2026-11-18T10:00+02:00"], "--since must be a time in UTC"],
      [[...TICKETS, "--until", "2026-13-01"], "--until must be a time in UTC"],
      [[...TICKETS, "--since", "2026-11-18", "--until", "2026-11-18"], "--since must be before --until."],
      [["--directory", "pipeline-out", ...TICKETS], "Name either a stack or a --directory."],
      [["--follow", "--yes"], "cannot be used with"],
    ];
    for (const [args, says] of wrong) {
      const { code, out, err } = await world.replay(args);
      expect({ code, out }, args.join(" ")).to.deep.equal({ code: 2, out: "" });
      expect(err).to.include(says);
    }
  });
});
