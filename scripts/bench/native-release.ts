import { ACTOR } from "./acts.ts";
import { git } from "./git.ts";
import { ENV } from "./repositories.ts";

/** Commits new contents of apps into a bare clone, one commit each, by one `git fast-import`. */
export async function fastImportReleases(clone: string, apps: readonly string[], number: number): Promise<void> {
  const stream = apps.map((app, index) => {
    const { name, email } = ACTOR;
    const who = `${name} <${email}> ${1_790_000_000 + number} +0000`;
    const from = index === 0 ? "from refs/heads/main^0\n" : "";
    const files = ["artifact.json", `deployment-${app}.yaml`, "release.json"].map(
      (file) => `M 100644 inline ${ENV}/${app}/${file}\n${data(`${app} ${file} ${number}\n`.repeat(10))}`,
    );
    return `commit refs/heads/main\ncommitter ${who}\n${data(`Release ${app}\n`)}${from}${files.join("")}`;
  });
  await git(["-C", clone, "fast-import", "--quiet"], { input: `${stream.join("")}done\n` });
}

/** Publishes what a clone has. */
export async function nativePush(clone: string): Promise<void> {
  await git(["-C", clone, "push", "--quiet", "origin", "main"]);
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}
