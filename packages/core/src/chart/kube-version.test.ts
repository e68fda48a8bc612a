import { describe, expect, test } from "vitest";
import { profileOf } from "../template/profile.ts";
import { parseKubeVersion } from "./kube-version.ts";

describe(parseKubeVersion, () => {
  test.for([
    ["1.33", "v1.33", "v1.33", "v1.33"],
    ["v1.33.0-rc.1", "v1.33.0-rc.1", "v1.33.0", "v1.33.0"],
    ["v1.33.4-gke.1+foo", "v1.33.4-gke.1+foo", "v1.33.4", "v1.33.4"],
    ["1.33.x", "v1.33.x", "v1.33", "v1.33"],
    ["1.2.3.4", "v1.2.3.4", "v1.2.3.4", "v1.2.3.4"],
    ["1.33+", "v1.33+", "v1.33", "v1.33"],
    [" 1.33", "v 1.33", "v1.33", "v1.33"],
    ["1.033.0", "v1.033.0", "v1.33.0", "v1.33.0"],
  ] as const)("reads %s", ([text, version, normalized, version3]) => {
    const four = parseKubeVersion(text, profileOf("helm-4.2"));
    const three = parseKubeVersion(text, profileOf("helm-3.21"));

    expect(four).toMatchObject({ version, normalized, major: "1" });
    expect(three).toMatchObject({ version: version3, normalized, major: "1" });
  });

  test("gives major and minor without zeros", () => {
    const version = parseKubeVersion("1.033", profileOf("helm-4.2"));

    expect(version).toMatchObject({ major: "1", minor: "33" });
  });

  test.for([
    ["v1", `invalid kube version 'v1': illegal version string "v1"`],
    ["x", `invalid kube version 'x': could not parse "x" as version`],
    ["V1.3", `invalid kube version 'V1.3': could not parse "V1.3" as version`],
    ["1..2", `invalid kube version '1..2': illegal version string "1..2"`],
    ["01.2", `invalid kube version '01.2': illegal zero-prefixed version component "01" in "01.2"`],
    [
      "99999999999999999999.1",
      `invalid kube version '99999999999999999999.1': illegal non-numeric version component "99999999999999999999" in "99999999999999999999.1": strconv.ParseUint: parsing "99999999999999999999": value out of range`,
    ],
  ] as const)("refuses %s", ([text, message]) => {
    expect(() => parseKubeVersion(text, profileOf("helm-4.2"))).toThrow(message);
  });
});
