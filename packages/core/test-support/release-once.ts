// A process that makes one release and says so: `node release-once.ts URL CACHE APP BUILD REQUEST-ID [isomorphic]`.
import { parseArtifact } from "../src/artifact/parse-artifact.ts";
import { createGimlet } from "../src/gimlet.ts";
import { openGitopsRepo } from "../src/adapters/git/open-gitops-repo.ts";
import { openNativeGitopsRepo } from "../src/adapters/native-git/open-native-gitops-repo.ts";

const [url = "", cacheDir = "", app = "", build = "", requestId = "", adapter = ""] = process.argv.slice(2);
const manifests = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${app} }\ndata: { build: "${build}" }\n`;
const artifact = parseArtifact(
  JSON.stringify({
    version: { repositoryName: "acme/web", sha: build.padStart(40, "0"), created: Number(build) },
    environments: [{ app, env: "staging", namespace: "acme", manifests }],
  }),
);
const open = adapter === "isomorphic" ? openGitopsRepo : openNativeGitopsRepo;
const repo = await open({ url, cacheDir });
const gimlet = createGimlet({ envs: { staging: { repo } } });
const { instances } = await gimlet.release({ env: "staging", app, artifact, requestId, actor: { login: "ada" } });
console.log(instances[0]?.outcome);
