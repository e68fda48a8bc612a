// The documentation says what the code does: its examples are run, its lists are compared.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { formatArtifact } from "../src/artifact/format-artifact.ts";
import { parseArtifact } from "../src/artifact/parse-artifact.ts";
import { formatCommitMessage, parseCommitMessage } from "../src/conventions/commit-message.ts";
import { formatHoldFile, parseHoldFile } from "../src/conventions/hold-file.ts";
import { formatKustomizationFile } from "../src/conventions/kustomization-file.ts";
import { isAppName } from "../src/conventions/names.ts";
import { formatReleaseFile, parseReleaseFile } from "../src/conventions/release-file.ts";
import { parseVersion } from "../src/conventions/version.ts";
import { cleanupPolicyMatches } from "../src/manifest/cleanup-policy.ts";
import { deployPolicyMatches } from "../src/manifest/deploy-policy.ts";
import { sanitizeDnsName } from "../src/manifest/dns-name.ts";
import type { CleanupPolicy, DeployPolicy } from "../src/manifest/manifest-type.generated.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const pages = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter(
    (page) =>
      page !== "" && !page.startsWith(".changeset/") && !page.endsWith(".api.md") && existsSync(join(root, page)),
  );

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** The text without its fenced blocks, where a bracket is no link. */
function prose(markdown: string): string {
  return markdown.replaceAll(/^([ \t]*)```.*?^\1```/gms, "").replaceAll(/`[^`\n]*`/g, "``");
}

/** GitHub's anchors of a page's headings. */
function anchors(markdown: string): ReadonlySet<string> {
  const text = markdown.replaceAll(/^```.*?^```/gms, "");
  const headings = Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = ""]) => heading);
  return new Set(headings.map((heading) => slug(heading)));
}

function slug(heading: string): string {
  return heading
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

/** The fenced block after `<!-- test: NAME -->`. */
function example(page: string, name: string): string {
  const [, block] = new RegExp(`<!-- test: ${name} -->\n\`\`\`\\w*\n(.*?)^\`\`\``, "ms").exec(read(page)) ?? [];
  if (block === undefined) throw new Error(`${page} has no example ${name}`);
  return block;
}

/** The rows of the table after `<!-- test: NAME -->`, without its head. */
function table(page: string, name: string): readonly (readonly string[])[] {
  const [, rows = ""] = new RegExp(`<!-- test: ${name} -->\n((?:\\|.*\n)*)`).exec(read(page)) ?? [];
  return rows
    .split("\n")
    .slice(2)
    .filter((row) => row !== "")
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

function code(cell: string | undefined): string {
  return /`(.*?)`/.exec(cell ?? "")?.[1] ?? "";
}

describe("links", () => {
  it.for(pages)("of %s lead somewhere", (page) => {
    const broken = Array.from(prose(read(page)).matchAll(/\]\(([^)\s]+)\)/g), ([, target = ""]) => target)
      .filter((target) => !/^(https?|mailto):/.test(target))
      .filter((target) => {
        const [path = "", anchor] = target.split("#");
        const file = path === "" ? join(root, page) : join(root, dirname(page), path);
        if (!existsSync(file)) return true;
        return anchor !== undefined && !anchors(readFileSync(file, "utf8")).has(anchor);
      });

    expect(broken).toEqual([]);
  });

  it("reach every page from docs/README.md", () => {
    const open = ["docs/README.md"];
    const reached = new Set(open);
    for (let page = open.pop(); page !== undefined; page = open.pop()) {
      for (const [, target = ""] of prose(read(page)).matchAll(/\]\(([^)\s#]+\.md)(?:#[^)]*)?\)/g)) {
        const file = relative(root, join(root, dirname(page), target));
        if (target.startsWith("http") || reached.has(file) || !existsSync(join(root, file))) continue;
        reached.add(file);
        open.push(file);
      }
    }

    expect(pages.filter((page) => page.startsWith("docs/") && !reached.has(page))).toEqual([]);
  });
});

describe("code in the documentation", () => {
  const snippets = pages.flatMap((page) =>
    Array.from(
      read(page).matchAll(/<!-- from: (\S+?)(?:#(\S+))? -->\n```\w*\n(.*?)^```/gms),
      ([, file = "", region, text = ""]) => ({ page, file, region, text }),
    ),
  );

  it("is embedded from examples", () => {
    expect(snippets.length).toBeGreaterThan(2);
  });

  it.for(snippets)("of $page is what $file $region says", ({ file, region, text }) => {
    const source = read(file);
    const [, part] =
      region === undefined
        ? [undefined, source]
        : (new RegExp(`^// #region ${region}\n(.*?)^// #endregion`, "ms").exec(source) ?? []);

    expect(text).toBe(part);
  });
});

describe("docs/conventions.md", () => {
  const page = "docs/conventions.md";
  const text = read(page);

  it("names every trailer, and no other", () => {
    const source = read("packages/core/src/conventions/commit-message.ts");
    const written = new Set(Array.from(source.matchAll(/"(Gimlet-[A-Z]\w+)"/g), ([, name]) => name));

    const documented = new Set(Array.from(text.matchAll(/^\| `(Gimlet-\w+)`/gm), ([, name]) => name));

    expect(documented).toEqual(written);
  });

  it("names the reserved words", () => {
    const source = read("packages/core/src/conventions/names.ts");
    const reserved = Array.from(
      /RESERVED[^=]*= \[(.*?)\]/.exec(source)?.[1]?.matchAll(/"(\w+)"/g) ?? [],
      ([, word]) => word,
    );

    expect(reserved.length).toBeGreaterThan(0);
    expect(text).toContain(`not a reserved word: ${reserved.map((word) => `\`${word}\``).join(", ")}`);
  });

  it.for(table(page, "names"))("says of the name %s: %s", ([name, verdict]) => {
    expect(isAppName(code(name)) ? "good" : "refused").toBe(verdict);
  });

  it("shows a release.json that is read and written as it is", () => {
    const shown = example(page, "release.json");

    expect(formatReleaseFile(parseReleaseFile(shown)!)).toBe(shown);
  });

  it("shows an artifact.json that is read and written as it is", () => {
    const shown = example(page, "artifact.json");

    expect(formatArtifact(parseArtifact(shown))).toBe(shown);
  });

  it("shows a hold that is read and written as it is", () => {
    const shown = example(page, "hold");

    expect(formatHoldFile(parseHoldFile(shown))).toBe(shown);
  });

  it("shows the Kustomization of an app as it is written", () => {
    const facts = { source: "acme-staging-apps", namespace: "acme", app: "web", folder: "web" };

    expect(formatKustomizationFile(facts)).toBe(example(page, "kustomization"));
  });

  it("shows a commit message that is read and written as it is", () => {
    const shown = example(page, "commit");
    const { record, reverts } = parseCommitMessage(shown);

    expect(formatCommitMessage(record!, reverts)).toBe(shown);
  });

  it.for(table(page, "sanitizeDNSName"))("makes of %s the name %s", ([input, output]) => {
    expect(sanitizeDnsName(code(input))).toBe(code(output));
  });

  it.for(table(page, "deploy policy"))("decides policy %s for %s: %s", ([policy, version, releases]) => {
    const parsed = parseVersion({ repositoryName: "acme/web", sha: "26fc62ff", ...(parse(code(version)) as object) });

    const { status } = deployPolicyMatches(parse(code(policy)) as DeployPolicy, parsed!);

    expect(status === "matches" ? "yes" : "no").toBe(releases);
  });

  it.for(table(page, "cleanup policy"))(
    "decides policy %s for the deleted branch %s: %s",
    ([policy, branch, removes]) => {
      const match = cleanupPolicyMatches(parse(code(policy)) as CleanupPolicy, code(branch));

      expect(match.status === "matches" ? `\`${match.app}\`` : "nothing").toBe(removes);
    },
  );
});

describe("docs/reference/errors.md", () => {
  const text = read("docs/reference/errors.md");
  const EXIT_CODES = new Map([
    ["invalid", 2],
    ["not-found", 3],
    ["denied", 4],
    ["conflict", 5],
    ["unavailable", 6],
  ]);

  it("has a section for every error of errors.ts, with its kind and exit code, in the same order", () => {
    const source = read("packages/core/src/errors.ts");
    const classes = source.matchAll(/readonly code = "([a-z-]+)";\s+readonly kind = "([a-z-]+)"/g);

    const documented = text.matchAll(/^### (\S+)\n\nKind `([a-z-]+)`, exit code (\d)/gm);

    expect(Array.from(documented, ([, name, kind, exit]) => [name, kind, Number(exit)])).toEqual(
      Array.from(classes, ([, name, kind = ""]) => [name, kind, EXIT_CODES.get(kind)]),
    );
    expect(Array.from(text.matchAll(/^### /gm)).length).toBeGreaterThan(10);
  });

  it("lists the exit codes of the CLI", () => {
    const source = read("packages/cli/src/failure/exit-codes.ts");
    const codes = Array.from(source.matchAll(/\{ code: (\d+), name: "([a-z ]+)"/g), ([, number, name]) => [
      number,
      name,
    ]);

    const documented = Array.from(text.matchAll(/^\| (\d+) \| ([a-z ]+) \|/gm), ([, number, name]) => [number, name]);

    expect(documented).toEqual(codes);
  });
});

describe("docs/reference/json.md", () => {
  const text = read("docs/reference/json.md");
  const folder = "packages/cli/schemas";
  const schemas = readdirSync(join(root, folder)).toSorted();
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const file of schemas) ajv.addSchema(JSON.parse(read(`${folder}/${file}`)) as object, file);
  const examples = Array.from(
    text.matchAll(/<!-- schema: (\S+) -->\n```json\n(.*?)^```/gms),
    ([, name = "", example = ""]) => ({ name, example }),
  );

  it("has an example of every published document", () => {
    expect(examples.map(({ name }) => `${name}.1.schema.json`).toSorted()).toEqual(schemas);
  });

  it.for(examples)("shows a $name that its schema accepts", async ({ name, example: shown }) => {
    const validate = ajv.getSchema(`${name}.1.schema.json`);

    await validate?.(JSON.parse(shown));

    expect(validate?.errors).toBe(null);
  });
});
