import { expect } from "chai";
import { filesToCheck } from "../../../functions/lake-columns/files-to-check.ts";
import { type S3Server, startS3Server } from "../../../local/s3-server.ts";
import { lakeOf, listings, NOW, put } from "./lake.ts";

const FOLDER = "clinic/visits/";
const HOUR_MS = 60 * 60 * 1000;

describe("The files of a table that are checked", () => {
  let s3: S3Server;
  before(async () => {
    s3 = await startS3Server();
  });
  afterEach(() => s3.clear());
  after(() => s3.close());

  const file = (name: string, hours = 0) => put(s3, `${FOLDER}${name}`, Buffer.from("x"), hours);
  /** @param hours how far back from now */
  const found = async (hours = 0) => {
    const since = new Date(NOW.getTime() - hours * HOUR_MS + 1);
    return (await filesToCheck(lakeOf(s3), FOLDER, since)).map(({ key }) => key.slice(FOLDER.length)).sort();
  };

  it("are none if it has none", async () => {
    put(s3, "clinic/visits_old/LOAD00000001.parquet", Buffer.from("x"));
    put(s3, "clinic/visits/", Buffer.alloc(0));
    expect(await found(26)).to.deep.equal([]);
  });

  it("are the newest of the changes and the newest of the full load", async () => {
    file("LOAD00000001.parquet", 30);
    file("LOAD00000002.parquet", 20);
    file("2026/11/21/09/20261121-090000123.parquet", 3);
    file("2026/11/21/11/20261121-110000123.parquet", 1);
    expect(await found()).to.deep.equal(["2026/11/21/11/20261121-110000123.parquet", "LOAD00000002.parquet"]);
  });

  it("and all that were written since, also in the folder of an earlier day", async () => {
    file("LOAD00000001.parquet", 2000);
    file("2026/11/19/23/20261119-230000123.parquet", 2);
    file("2026/11/20/09/20261120-090000123.parquet", 27);
    file("2026/11/21/11/20261121-110000123.parquet", 1);
    expect(await found(26)).to.deep.equal([
      "2026/11/19/23/20261119-230000123.parquet",
      "2026/11/21/11/20261121-110000123.parquet",
      "LOAD00000001.parquet",
    ]);
  });

  it("take one list if there are changes, of however many hours", async () => {
    for (let day = 1; day <= 21; day++)
      for (let hour = 0; hour < 24; hour++) {
        const [dd, hh] = [day, hour].map((number) => String(number).padStart(2, "0"));
        for (const year of [2024, 2025, 2026])
          file(`${year}/11/${dd}/${hh}/${year}11${dd}-${hh}0000123.parquet`, (21 - day) * 24);
      }
    expect(await found()).to.have.length(1);
    expect(listings(s3)).to.deep.equal([`${FOLDER} after ${FOLDER}2026/11/19`]);
  });

  it("take one more for each level of folders if the changes are older", async () => {
    file("LOAD00000001.parquet", 30);
    for (const hour of ["2025/12/31/23", "2026/02/28/22", "2026/03/01/07", "2026/03/01/08"])
      file(`${hour}/${hour.replaceAll("/", "")}-000000123.parquet`, 6000);
    expect(await found()).to.deep.equal(["2026/03/01/08/2026030108-000000123.parquet", "LOAD00000001.parquet"]);
    expect(listings(s3)).to.deep.equal([
      `${FOLDER} after ${FOLDER}2026/11/19`,
      FOLDER,
      `${FOLDER}2026/`,
      `${FOLDER}2026/03/`,
      `${FOLDER}2026/03/01/`,
      `${FOLDER}2026/03/01/08/`,
    ]);
  });

  it("include all of a full load, and what is in no folder that DMS makes", async () => {
    for (let part = 1; part <= 1500; part++) file(`LOAD${part.toString(16).toUpperCase().padStart(8, "0")}.parquet`, 5);
    file("copy/of/it.parquet", 5);
    expect(await found(26)).to.have.length(1501);
  });
});
