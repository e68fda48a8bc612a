// Lands commits one after the other until it is killed, and says on standard output which ones were acknowledged.
import { GimletError } from "../src/errors.ts";
import { openNativeGitopsRepo } from "../src/native-git.ts";
import { changing, file } from "../src/testing/contract-kit.ts";

const [url = "", cacheDir = "", name = ""] = process.argv.slice(2);
const repo = await openNativeGitopsRepo({ url, branch: "main", cacheDir });

for (let number = 1; ; number++) {
  const head = await repo.head();
  const change = changing({ [`${name}/file`]: file(`${number}\n`) }, { message: `${name} ${number}\n` });
  const tip = await repo.commit(change, head);
  try {
    await repo.push(tip, head);
  } catch (error) {
    // A push of the process that was killed before may still have been on its way.
    if (GimletError.is(error) && error.code === "gitops-conflict") continue;
    throw error;
  }
  process.stdout.write(`${tip}\n`);
}
