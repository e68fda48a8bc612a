import { readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { git } from "../../core/test-support/git-http-server.ts";
import { Workplace } from "./run-gimlet.ts";

let place: Workplace;
let repo: string;
let where: readonly string[];

beforeEach(() => {
  place = new Workplace();
  repo = place.bareRepo();
  where = ["--apps-repo", repo];
  place.signIn("Ada", "ada@example.org");
});

afterEach(() => place.dispose());

async function release(tag: string, ...more: readonly string[]) {
  return place.gimlet(["release", "make", "web", "staging", "-a", place.artifact({ tag }), ...where, ...more]);
}

function head(format: string): string {
  return git(repo, ["log", "-1", `--format=${format}`]);
}

describe("release make", () => {
  it("lands a commit and prints its id alone in a pipe, the plan on stderr", async () => {
    const { code, stdout, stderr } = await release("1.0.0");

    expect(code).toBe(0);
    expect(stdout).toMatch(/^[0-7][0-9A-Z]{25}\n$/);
    expect(stderr).toContain("Release web 1.0.0 to staging");
    expect(stderr).toContain("+ ConfigMap/web");
    expect(
      head(
        "%an <%ae>|%(trailers:key=Gimlet-Actor,valueonly,separator=)|%(trailers:key=Gimlet-Request,valueonly,separator=)",
      ),
    ).toBe(`Ada <ada@example.org>|ada|${stdout.trim()}`);
  });

  it("shows what would change with --dry-run and changes nothing, with values of Secrets masked", async () => {
    await place.gimlet([
      "release",
      "make",
      "web",
      "staging",
      "-a",
      place.artifact({ tag: "1.0.0", password: "hunter2" }),
      ...where,
    ]);
    const before = head("%H");

    const artifact = place.artifact({ tag: "1.1.0", password: "hunter3" });
    const { code, stdout } = await place.gimlet([
      "release",
      "make",
      "web/staging",
      "-a",
      artifact,
      ...where,
      "--dry-run",
    ]);

    expect(code).toBe(0);
    expect(head("%H")).toBe(before);
    expect(stdout).toContain("~ ConfigMap/web   +1 −1");
    expect(stdout).toContain('- data: { version: "1.0.0" }');
    expect(stdout).toContain('+ data: { version: "1.1.0" }');
    expect(stdout).toContain("~ Secret/db   +1 −1");
    expect(stdout).not.toContain("hunter");
  });

  it("is exit 0 and makes no commit when nothing changes", async () => {
    await release("1.0.0");
    const before = head("%H");

    const { code, stdout, stderr } = await release("1.0.0");

    expect([code, stdout]).toEqual([0, ""]);
    expect(head("%H")).toBe(before);
    expect(stderr).toContain("web in staging is so already: nothing to change");
  });

  it("does not land twice with the same request id, also from another machine", async () => {
    const id = "01M8199DDGQ8V5T7X2N6M9R4BH";
    await release("1.0.0", "--request-id", id);
    await release("1.1.0");

    const again = await place.gimlet(
      [
        "release",
        "make",
        "web",
        "staging",
        "-a",
        place.artifact({ tag: "1.0.0" }),
        ...where,
        "--request-id",
        id,
        "--json",
      ],
      {
        env: { GIMLET_CACHE_DIR: `${place.folder}/other-cache` },
      },
    );

    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ id, outcome: "landed" });
    expect(git(repo, ["rev-list", "--count", "main"])).toBe("2");
  });

  it("says which commit an earlier run of the same request made", async () => {
    const id = "01M8199DDGQ8V5T7X2N6M9R4BH";
    const first = await release("1.0.0", "--request-id", id);
    const again = await release("1.0.0", "--request-id", id);

    expect([again.code, again.stdout]).toEqual([0, `${id}\n`]);
    expect(first.stderr).not.toContain("earlier run");
    expect(again.stderr).toContain(`commit ${head("%H").slice(0, 8)}, by an earlier run of this request`);
  });

  it("says the rule that a name breaks", async () => {
    const { code, stderr } = await place.gimlet(["release", "make", "Web", "staging", "-a", "x.json", ...where]);

    expect(code).toBe(2);
    expect(stderr).toMatch(/"Web" is not a valid app name[^]*lower-case/);
  });

  it("releases every app of the artifact in one push, and says how each ended", async () => {
    const artifact = place.artifact({ tag: "2.0.0", apps: ["web", "pay", "flux"] });

    const { code, stdout, stderr } = await place.gimlet([
      "release",
      "make",
      "--env",
      "staging",
      "-a",
      artifact,
      ...where,
      "-o",
      "tsv",
    ]);

    expect(code).toBe(2);
    expect(stdout.split("\n").map((line) => line.split("\t").slice(0, 4))).toEqual([
      ["web", "staging", "2.0.0", "landed"],
      ["pay", "staging", "2.0.0", "landed"],
      ["flux", "staging", "", "failed"],
      [""],
    ]);
    expect(stderr).toContain("✗ flux in staging: failed");
    expect(git(repo, ["rev-list", "--count", "main"])).toBe("2");
  });

  it("lands none of them with --atomic when one can't go", async () => {
    const artifact = place.artifact({ tag: "2.0.0", apps: ["web", "flux"] });

    const { code } = await place.gimlet(["release", "make", "--env", "staging", "-a", artifact, ...where, "--atomic"]);

    expect(code).toBe(1);
    expect(git(repo, ["branch", "--list"])).toBe("");
  });

  it("prints the original's document with -o json", async () => {
    const { stdout } = await release("1.0.0", "-o", "json");

    expect(JSON.parse(stdout)).toEqual({ id: expect.stringMatching(/^[0-9A-Z]{26}$/) as string, type: "release" });
  });

  it("reads the artifact from stdin", async () => {
    const input = readFileSync(place.artifact({ tag: "1.0.0" }), "utf8");

    const { code } = await place.gimlet(["release", "make", "web", "staging", "-a", "-", ...where], { input });

    expect(code).toBe(0);
  });
});

describe("a CI job", () => {
  const CI = { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "pia", GITHUB_EVENT_NAME: "push" };

  it("loses against a newer artifact with exit 1, and goes on when a person starts it", async () => {
    await place.gimlet([
      "release",
      "make",
      "web",
      "staging",
      "-a",
      place.artifact({ tag: "2.0.0", created: 1_750_000_000 }),
      ...where,
    ]);
    const args = [
      "release",
      "make",
      "web",
      "staging",
      "-a",
      place.artifact({ tag: "1.0.0", created: 1_700_000_000 }),
      ...where,
      "--json",
    ];

    const automatic = await place.gimlet(args, { env: CI });
    const byHand = await place.gimlet(args, { env: { ...CI, GITHUB_EVENT_NAME: "workflow_dispatch" } });

    expect(automatic.code).toBe(1);
    expect(JSON.parse(automatic.stdout)).toMatchObject({
      outcome: "superseded",
      items: [{ by: { version: { name: "2.0.0" } } }],
    });
    expect(byHand.code).toBe(0);
    expect(
      head("%(trailers:key=Gimlet-Actor,valueonly,separator=)|%(trailers:key=Gimlet-Via,valueonly,separator=)"),
    ).toBe("pia|ci");
  });

  it("waits with exit 7 while the app is held", async () => {
    await release("1.0.0");
    await place.gimlet(["release", "hold", "web", "staging", "--reason", "migration", ...where]);

    const artifact = place.artifact({ tag: "1.1.0" });
    const summary = `${place.folder}/summary`;
    const { code, stdout, stderr } = await place.gimlet(
      ["release", "make", "web", "staging", "-a", artifact, ...where],
      { env: { ...CI, GITHUB_STEP_SUMMARY: summary } },
    );

    expect([code, stdout]).toEqual([7, ""]);
    expect(readFileSync(summary, "utf8")).toContain("### release in staging: held\n");
    expect(stderr).toContain("web in staging: held: held by ada");
  });

  it("hands its result to later steps, and no text can forge a command", async () => {
    const files = { GITHUB_OUTPUT: `${place.folder}/out`, GITHUB_STEP_SUMMARY: `${place.folder}/summary` };
    const artifact = JSON.parse(readFileSync(place.artifact({ tag: "1.0.0" }), "utf8")) as {
      version: Record<string, unknown>;
    };
    artifact.version["tag"] = "::error::x\n##[error]<b>|y";
    writeFileSync(`${place.folder}/hostile.json`, JSON.stringify(artifact));

    const ended = await place.gimlet(
      [
        "release",
        "make",
        "web",
        "staging",
        "-a",
        "hostile.json",
        ...where,
        "--report",
        "dotenv=report.env",
        "-o",
        "table",
      ],
      { env: { ...CI, ...files } },
    );

    expect(ended.code).toBe(0);
    const lines = `${ended.stdout}\n${ended.stderr}`.split("\n");
    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual(["::group::Plan", "::endgroup::"]);
    expect(
      readFileSync(files.GITHUB_OUTPUT, "utf8")
        .split("\n")
        .map((line) => line.split("=")[0]),
    ).toEqual(["release-id", "outcome", "version", "commit", ""]);
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, "utf8")).toContain("### release in staging: landed\n");
    expect(readFileSync(files.GITHUB_STEP_SUMMARY, "utf8")).toContain("&lt;b\\>\\|y");
    expect(readFileSync(`${place.folder}/report.env`, "utf8")).toMatch(
      /^GIMLET_RELEASE_ID=[0-9A-Z]{26}\nGIMLET_OUTCOME=landed\n/,
    );
  });
});

describe("the other acts", () => {
  it("rolls back to the release before, holds, resumes", async () => {
    await release("1.0.0");
    await release("1.1.0");

    const back = await place.gimlet(["release", "rollback", "web", "staging", "--reason", "checkout errors", ...where]);
    const resumed = await place.gimlet(["release", "resume", "web/staging", ...where]);

    expect([back.code, resumed.code]).toEqual([0, 0]);
    expect(back.stderr).toContain("Roll back web in staging from 1.1.0 to 1.0.0");
    expect(git(repo, ["show", "main:web/configmap-web.yaml"])).toContain("1.0.0");
    expect(git(repo, ["log", "--format=%(trailers:key=Gimlet-Act,valueonly,separator=)"]).split("\n")).toEqual([
      "resume",
      "rollback",
      "release",
      "release",
    ]);
  });

  it("refuses a commit that is no release of the app", async () => {
    await release("1.0.0");

    const { code, stderr } = await place.gimlet([
      "release",
      "rollback",
      "--env",
      "staging",
      "--app",
      "web",
      "--to",
      "f".repeat(40),
      ...where,
    ]);

    expect(code).toBe(3);
    expect(stderr).toContain("release-not-found");
  });

  it("removes only with a yes where nobody can be asked, and restores", async () => {
    await release("1.0.0");

    const asked = await place.gimlet(["release", "delete", "web", "staging", ...where]);
    const removed = await place.gimlet(["release", "remove", "web", "staging", "--yes", ...where]);
    const gone = git(repo, ["ls-tree", "--name-only", "main"]);
    const restored = await place.gimlet(["release", "restore", "web", "staging", ...where]);

    expect([asked.code, removed.code, restored.code]).toEqual([2, 0, 0]);
    expect(asked.stderr).toContain("Add --yes, or look first with --dry-run.");
    expect(gone).toBe("");
    expect(git(repo, ["ls-tree", "--name-only", "main"])).toBe("web");
  });

  it("asks why an app is held", async () => {
    expect((await place.gimlet(["release", "hold", "web", "staging", ...where])).code).toBe(2);
  });
});
