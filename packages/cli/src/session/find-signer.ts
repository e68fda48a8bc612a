import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { UsageError, type Signer } from "@gimlet/core";
import type { Run } from "../run.ts";

/**
 * What commits are signed with: the private key in the file that `GIMLET_SIGNING_KEY` names. Whoever names a key wants no
 * commit without it.
 * @throws {UsageError} when the file can't be read
 * @throws {SigningError} when it holds no key that can sign
 */
export async function findSigner({
  environment,
  folder,
}: Pick<Run, "environment" | "folder">): Promise<Signer | undefined> {
  const path = environment["GIMLET_SIGNING_KEY"];
  if (!path) return undefined;
  const privateKey = await readFile(resolve(folder, path), "utf8").catch((error: unknown) => {
    throw new UsageError(
      `GIMLET_SIGNING_KEY names ${JSON.stringify(path)}, which can't be read`,
      "Name the file of an unencrypted ed25519 key, or leave the variable out.",
      { cause: error },
    );
  });
  const { sshSigner } = await import("@gimlet/core/native-git");
  return sshSigner({ privateKey });
}
