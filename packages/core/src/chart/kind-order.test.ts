import { describe, expect, it } from "vitest";
import { profileOf } from "../template/profile.ts";
import { compareKinds, sortByKind } from "./kind-order.ts";

// The order in which both Helms install; the newer one goes on with the webhooks.
const ORDER = (
  "PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy PodDisruptionBudget ServiceAccount " +
  "Secret SecretList ConfigMap StorageClass PersistentVolume PersistentVolumeClaim CustomResourceDefinition ClusterRole " +
  "ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding RoleBindingList Service DaemonSet " +
  "Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job CronJob IngressClass Ingress " +
  "APIService"
).split(" ");
const WEBHOOKS = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

describe(compareKinds, () => {
  it.each(["helm-3.21", "helm-4.2"] as const)("knows the order of %s", (profile) => {
    const kinds = [...ORDER].toReversed();

    expect(kinds.toSorted(compareKinds(profileOf(profile)))).toEqual(ORDER);
  });

  it("puts webhooks last in helm-4.2, before what is unknown", () => {
    const kinds = ["Aardvark", ...WEBHOOKS.toReversed(), "APIService"];

    expect(kinds.toSorted(compareKinds(profileOf("helm-4.2")))).toEqual(["APIService", ...WEBHOOKS, "Aardvark"]);
  });

  it("takes webhooks for unknown kinds in helm-3.21", () => {
    const kinds = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration", "Aardvark", "Nope", "APIService"];

    expect(kinds.toSorted(compareKinds(profileOf("helm-3.21")))).toEqual([
      "APIService",
      "Aardvark",
      "MutatingWebhookConfiguration",
      "Nope",
      "ValidatingWebhookConfiguration",
    ]);
  });

  it("sorts unknown kinds by their bytes, no kind at all first", () => {
    const kinds = ["b", "\u{1F600}", "a", "\uFF5E", "", "B", "Pod"];

    expect(kinds.toSorted(compareKinds(profileOf("helm-4.2")))).toEqual([
      "Pod",
      "",
      "B",
      "a",
      "b",
      "\uFF5E",
      "\u{1F600}",
    ]);
  });
});

describe(sortByKind, () => {
  it("leaves items of one kind in their order", () => {
    const items = ["Pod 2", "Certificate 2", "Service 1", "Pod 1", "Certificate 1"].map((text) => ({
      kind: text.split(" ")[0] ?? "",
      text,
    }));

    expect(sortByKind(items, profileOf("helm-4.2")).map((item) => item.text)).toEqual([
      "Service 1",
      "Pod 2",
      "Pod 1",
      "Certificate 2",
      "Certificate 1",
    ]);
  });
});
