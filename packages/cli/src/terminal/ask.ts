/** What a person answered to a question whose default is no. */
export type Answer = "yes" | "no" | "diff";

/**
 * Asks on stderr and reads one line of stdin. Anything but yes is no; the end of input too.
 * @throws the signal's reason when it is interrupted
 */
export async function ask(question: string, signal: AbortSignal): Promise<Answer> {
  const { createInterface } = await import("node:readline/promises");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // readline takes Ctrl+C for itself while it reads.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await Promise.race([
      lines.question(`${question} `, { signal }).catch(() => ""),
      new Promise<string>((resolve) => lines.once("close", () => resolve(""))),
    ]);
    signal.throwIfAborted();
    return readAnswer(answer);
  } finally {
    lines.close();
  }
}

function readAnswer(text: string): Answer {
  switch (text.trim().toLowerCase()) {
    case "y":
    case "yes":
      return "yes";
    case "d":
    case "diff":
      return "diff";
    default:
      return "no";
  }
}
