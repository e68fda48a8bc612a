import { describe, expect, it } from "vitest";
import { closeSection, disarm, disarmJson, githubAnnotation, openSection } from "./workflow-commands.ts";

/** How GitHub's runner recognises commands: version 2 where a line begins, version 1 anywhere in it. */
function isCommand(line: string): boolean {
  return line.trim().startsWith("::") || line.includes("##[");
}

describe(disarm, () => {
  it.each(["::error::forged", "  ::set-output name=x::y", "text ##[error]forged", "##[add-mask]x", ":::x"])(
    "takes the power from %j",
    (line) => {
      expect(isCommand(disarm(line))).toBe(false);
    },
  );

  it("leaves other lines as they are", () => {
    expect(disarm("a::b: c")).toBe("a::b: c");
  });
});

describe(disarmJson, () => {
  it("means the same afterwards", () => {
    const line = JSON.stringify({ message: "##[error]x" });

    expect(isCommand(disarmJson(line))).toBe(false);
    expect(JSON.parse(disarmJson(line))).toEqual({ message: "##[error]x" });
  });
});

describe(githubAnnotation, () => {
  it("escapes what could end it or begin another", () => {
    const annotation = {
      severity: "error",
      file: "a,b:c.yaml",
      line: 3,
      column: 5,
      title: "deploy.branch",
      message: "50% \n::error::x",
    } as const;

    expect(githubAnnotation(annotation)).toBe(
      "::error file=a%2Cb%3Ac.yaml,line=3,col=5,title=deploy.branch::50%25 %0A::error::x",
    );
  });
});

describe(openSection, () => {
  it("folds on GitHub and GitLab, and not elsewhere", () => {
    expect(openSection("github", "plan", 7)).toBe("::group::plan");
    expect(closeSection("github", "plan", 7)).toBe("::endgroup::");
    expect(openSection("gitlab", "The plan", 7)).toBe(
      "\u001B[0Ksection_start:7:the_plan[collapsed=true]\r\u001B[0KThe plan",
    );
    expect(openSection("plain", "plan", 7)).toBeUndefined();
  });
});
