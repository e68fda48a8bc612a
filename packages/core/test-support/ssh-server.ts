// A real sshd on loopback for tests, run by whoever runs the tests.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Where sshd is on this machine; `undefined` when it has none, or no ssh. */
export function findSshd(): string | undefined {
  const ssh = (process.env["PATH"] ?? "").split(":").some((folder) => existsSync(join(folder, "ssh")));
  return ssh ? ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"].find((path) => existsSync(path)) : undefined;
}

/** An sshd with one user key; `await using` stops it and deletes its folder. */
export class SshServer {
  readonly root: string = mkdtempSync(join(tmpdir(), "gimlet-sshd-"));
  /** Begins every URL of a path on this machine. */
  readonly origin: string;
  readonly #child: ChildProcess;

  private constructor(sshd: string, port: number) {
    this.origin = `ssh://${userInfo().username}@127.0.0.1:${port}`;
    for (const name of ["host", "user", "stranger"])
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(this.root, name)]);
    writeFileSync(
      join(this.root, "known_hosts"),
      `[127.0.0.1]:${port} ${readFileSync(join(this.root, "host.pub"), "utf8")}`,
    );
    writeFileSync(
      join(this.root, "config"),
      [
        `ListenAddress 127.0.0.1:${port}`,
        `HostKey ${join(this.root, "host")}`,
        `AuthorizedKeysFile ${join(this.root, "user.pub")}`,
        `PidFile ${join(this.root, "pid")}`,
        "StrictModes no",
        "PasswordAuthentication no",
        "KbdInteractiveAuthentication no",
        "PermitRootLogin yes",
        "UsePAM no",
        // Lets bash take itself for an inner shell and leave the user's own start-up file alone, which may take long.
        "SetEnv SHLVL=2",
        "",
      ].join("\n"),
    );
    // An sshd of root wants this folder, which a boot usually makes.
    if (userInfo().uid === 0) mkdirSync("/run/sshd", { recursive: true });
    this.#child = spawn(sshd, ["-D", "-e", "-f", join(this.root, "config")], { stdio: "ignore" });
  }

  static async start(sshd: string): Promise<SshServer> {
    const server = new SshServer(sshd, await freePort());
    for (let tries = 0; tries < 200 && !existsSync(join(server.root, "pid")); tries++) await sleep(25);
    return server;
  }

  /** What ssh is called with: the user's key, or one the server does not know. */
  command(key: "user" | "stranger" = "user"): string {
    const options = [
      "IdentitiesOnly=yes",
      "IdentityAgent=none",
      `UserKnownHostsFile=${join(this.root, "known_hosts")}`,
    ];
    return `ssh -F /dev/null -i ${join(this.root, key)} ${options.map((option) => `-o ${option}`).join(" ")}`;
  }

  [Symbol.dispose](): void {
    // The shared connection ends with the server's end of it.
    this.#child.kill("SIGTERM");
    spawnSync("ssh", ["-F", "/dev/null", "-O", "exit", "-o", `ControlPath=${join(this.root, "c")}`, "127.0.0.1"]);
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
