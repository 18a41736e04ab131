import { expect } from "chai";
import { type Cidr, contains, formatCidr, isPrivate, parseCidr, partOf } from "../../../stacks/network/cidr.ts";

const range = (text: string) => parseCidr(text) as Cidr;

describe("a range of addresses", () => {
  it("is read and written the same", () => {
    for (const text of ["10.20.0.0/16", "0.0.0.0/0", "255.255.255.255/32", "192.168.252.0/22"])
      expect(formatCidr(range(text))).to.equal(text);
  });

  it("is not a text of another form, an address within a range, or an impossible address", () => {
    for (const text of [
      "",
      "10.20.0.0",
      "10.20.0.0/33",
      "10.20.0.1/16",
      "10.20.0/16",
      "256.0.0.0/8",
      "10.0.0.0/8 ",
      "::/0",
    ])
      expect(parseCidr(text), text).to.equal(undefined);
  });

  it("is divided into adjacent parts that fill it", () => {
    const parts = Array.from({ length: 16 }, (_, index) => formatCidr(partOf(range("10.20.0.0/16"), 4, index)));
    expect(parts.slice(0, 2)).to.deep.equal(["10.20.0.0/20", "10.20.16.0/20"]);
    expect(parts[15]).to.equal("10.20.240.0/20");
    expect(formatCidr(partOf(range("10.20.252.0/22"), 4, 15))).to.equal("10.20.255.192/26");
  });

  it("contains itself and its parts, and not what is partly outside", () => {
    expect(contains(range("10.0.0.0/8"), range("10.0.0.0/8"))).to.equal(true);
    expect(contains(range("10.0.0.0/8"), range("10.255.0.0/16"))).to.equal(true);
    expect(contains(range("10.255.0.0/16"), range("10.0.0.0/8"))).to.equal(false);
    expect(contains(range("10.0.0.0/8"), range("11.0.0.0/16"))).to.equal(false);
  });

  it("is private only if all of it is", () => {
    for (const text of ["10.0.0.0/8", "172.31.0.0/16", "192.168.4.0/22"]) expect(isPrivate(range(text))).to.equal(true);
    for (const text of ["172.32.0.0/16", "172.0.0.0/8", "0.0.0.0/0", "192.169.0.0/16", "8.8.8.8/32"])
      expect(isPrivate(range(text)), text).to.equal(false);
  });
});
