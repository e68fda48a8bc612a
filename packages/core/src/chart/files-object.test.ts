import { describe, expect, it } from "vitest";
import { type ProfileName, profileOf } from "../template/profile.ts";
import { bytesOfText } from "../template/values/text.ts";
import { Bytes, Dict, List, type Value } from "../template/values/value.ts";
import { filesObject } from "./files-object.ts";

const FILES = {
  "conf/a.txt": "a\nb\n",
  "conf/nonl.txt": "x\ny",
  "conf/empty.txt": "",
  "conf/bin.dat": "\uDCFF\uDCFE\0z",
  "conf/bom.txt": "bom\n",
  "conf/sub/b.yaml": "k: v\n",
};

// Expected values are what Helm 4.2.4 and 3.21.4 print for a chart with these files.
describe(filesObject, () => {
  it("gives texts, and bytes that are no text unharmed", () => {
    expect(call(files(), "Get", "conf/a.txt")).toBe("a\nb\n");
    expect(call(files(), "Get", "nope")).toBe("");
    expect(call(files(), "Get", "conf/bin.dat")).toBe("\uDCFF\uDCFE\0z");
    expect(call(files(), "GetBytes", "conf/a.txt")).toEqual(new Bytes(bytesOfText("a\nb\n")));
    expect(call(files(), "GetBytes", "nope")).toEqual(new Bytes(new Uint8Array()));
  });

  it("is a map of bytes", () => {
    expect(files().type).toBe("engine.files");
    expect(files().get("conf/a.txt")).toEqual(new Bytes(bytesOfText("a\nb\n")));
  });

  it("gives lines", () => {
    expect(lines("conf/a.txt")).toEqual(["a", "b"]);
    expect(lines("conf/nonl.txt")).toEqual(["x", "y"]);
    expect(lines("nope")).toEqual([]);
  });

  it("fails for lines of an empty file in Helm 4, and gives none in Helm 3", () => {
    expect(() => lines("conf/empty.txt")).toThrow("runtime error: index out of range [-1]");
    expect(lines("conf/empty.txt", "helm-3.21")).toEqual([]);
  });

  it("gives files by pattern, all for one that is no pattern", () => {
    expect(glob("conf/**.txt").sortedKeys()).toEqual(["conf/a.txt", "conf/bom.txt", "conf/empty.txt", "conf/nonl.txt"]);
    expect(glob("[").size).toBe(6);
    expect(glob("conf/*").type).toBe("engine.files");
    expect(glob("conf/*").methods).toBe(files().methods);
  });

  it("refuses patterns that Helm's library is wrong about", () => {
    expect(() => glob("{conf/a*,x}?")).toThrow('Helm does not match the pattern "{conf/a*,x}?" as it reads');
  });

  it("prints config maps and secrets", () => {
    expect(call(glob("conf/*"), "AsConfig")).toBe(
      'a.txt: |\n  a\n  b\nbin.dat: "\uFFFD\uFFFD\\0z"\nbom.txt: |\n  bom\nempty.txt: ""\nnonl.txt: |-\n  x\n  y',
    );
    expect(call(glob("conf/**"), "AsSecrets")).toBe(
      'a.txt: YQpiCg==\nb.yaml: azogdgo=\nbin.dat: //4Aeg==\nbom.txt: Ym9tCg==\nempty.txt: ""\nnonl.txt: eAp5',
    );
    expect(call(glob("nope/*"), "AsConfig")).toBe("{}");
  });
});

function files(profile: ProfileName = "helm-4.2"): Dict {
  return filesObject(
    Object.entries(FILES).map(([name, text]) => ({ name, bytes: bytesOfText(text) })),
    profileOf(profile),
  );
}

function call(receiver: Dict, name: string, ...args: readonly Value[]): Value {
  return receiver.methods?.get(name)?.call(receiver, args);
}

function glob(pattern: string): Dict {
  const found = call(files(), "Glob", pattern);
  return found instanceof Dict ? found : new Dict();
}

function lines(path: string, profile: ProfileName = "helm-4.2"): readonly Value[] {
  const list = call(files(profile), "Lines", path);
  return list instanceof List ? list.items : [];
}
