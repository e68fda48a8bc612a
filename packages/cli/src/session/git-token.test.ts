import { describe, expect, it } from "vitest";
import { tokenFor } from "./git-token.ts";

const TOKEN = { GIMLET_GIT_TOKEN: "t0ken" };
const URL = "https://git.example.org/acme/apps";

describe(tokenFor, () => {
  it.each(["flag", "environment", "config"] as const)("is given to a host that a %s names", (origin) => {
    expect(tokenFor(URL, { environment: TOKEN, origin })?.password).toBe("t0ken");
  });

  it("is refused to a host that only a checkout names, and says what would allow it", () => {
    const refused = () => tokenFor(URL, { environment: TOKEN, origin: "checkout" });

    expect(refused).toThrow("GIMLET_GIT_TOKEN is not given to git.example.org");
    expect(refused).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("GIMLET_GIT_HOST=git.example.org") as string }),
    );
  });

  it.each(["git.example.org.evil.example", "evil.example", "git.example.org:444", "xgit.example.org"])(
    "is refused to %s when GIMLET_GIT_HOST names another",
    (host) => {
      const environment = { ...TOKEN, GIMLET_GIT_HOST: "git.example.org" };

      expect(() => tokenFor(`https://${host}/x`, { environment, origin: "checkout" })).toThrow(host);
    },
  );

  it("is not given to a host in the URL's user name", () => {
    const environment = { ...TOKEN, GIMLET_GIT_HOST: "git.example.org" };

    expect(() => tokenFor("https://git.example.org@evil.example/x", { environment, origin: "checkout" })).toThrow(
      "evil.example",
    );
  });

  it("is given to a checkout's host that GIMLET_GIT_HOST names, and to this machine", () => {
    const environment = { ...TOKEN, GIMLET_GIT_HOST: "Git.example.org" };

    expect(tokenFor(URL, { environment, origin: "checkout" })?.password).toBe("t0ken");
    expect(tokenFor("http://127.0.0.1:3000/x", { environment: TOKEN, origin: "checkout" })?.password).toBe("t0ken");
  });

  it("is not asked for by folders and SSH, nor where there is none", () => {
    const of = (location: string) => tokenFor(location, { environment: TOKEN, origin: "checkout" });

    expect([of("/srv/apps"), of("git@git.example.org:x"), of("ssh://git.example.org/x")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(tokenFor(URL, { environment: {}, origin: "checkout" })).toBe(undefined);
  });
});
