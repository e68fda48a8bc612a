// A disk of one megabyte that can be filled to its end.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A tmpfs of its own; disposing unmounts it. */
export class SmallDisk {
  /** Whether this process may mount one. */
  static readonly isPossible: boolean = tryMount();
  /** For the title of tests that need one. */
  static readonly note: string = SmallDisk.isPossible ? "" : " (skipped: needs the right to mount a tmpfs)";
  readonly folder: string = mkdtempSync(join(tmpdir(), "gimlet-full-"));

  constructor() {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", this.folder]);
  }

  /** Leaves a few kilobytes, so that what fails is the object and not the lock. */
  fill(): void {
    for (let size = 1_000_000; size > 0; size -= 4096) {
      try {
        writeFileSync(this.#filler, Buffer.alloc(size));
        writeFileSync(this.#filler, Buffer.alloc(Math.max(0, size - 16_384)));
        return;
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      }
    }
  }

  /** Takes back what was filled. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  [Symbol.dispose](): void {
    // Packs stay open as long as this process.
    execFileSync("umount", ["--lazy", this.folder]);
    rmSync(this.folder, { recursive: true });
  }

  get #filler(): string {
    return join(this.folder, "filler");
  }
}

function tryMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), "gimlet-mount-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]).status === 0;
  if (mounted) spawnSync("umount", [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
}
