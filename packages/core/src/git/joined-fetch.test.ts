import { describe, expect, it } from "vitest";
import { joinedFetch } from "./joined-fetch.ts";

describe(joinedFetch, () => {
  it("makes one trip of calls that come together, and another of later ones", async () => {
    const trips: (readonly string[])[] = [];
    const fetchObjects = joinedFetch(async (ids) => void trips.push(ids));

    await Promise.all([fetchObjects(["a", "b"]), fetchObjects(["b", "c"])]);
    await fetchObjects(["d"]);

    expect(trips).toEqual([["a", "b", "c"], ["d"]]);
  });

  it("fails every call of a trip that fails, and none after it", async () => {
    let fails = true;
    const fetchObjects = joinedFetch(async () => {
      if (fails) throw new Error("offline");
    });

    const both = await Promise.allSettled([fetchObjects(["a"]), fetchObjects(["b"])]);
    fails = false;

    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await expect(fetchObjects(["a"])).resolves.toBeUndefined();
  });

  it("goes on for the others when one caller stops waiting", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const fetchObjects = joinedFetch(async (_ids, options) => void signals.push(options?.signal));
    const impatient = AbortSignal.abort(new Error("enough"));

    const [first, second] = await Promise.allSettled([fetchObjects(["a"], { signal: impatient }), fetchObjects(["b"])]);

    expect(first).toMatchObject({ status: "rejected", reason: { message: "enough" } });
    expect(second.status).toBe("fulfilled");
    expect(signals).toEqual([undefined]);
  });
});
