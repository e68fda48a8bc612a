import type { Profile } from "../template/profile.ts";
import { compareText } from "../template/values/text.ts";

/**
 * The order of kinds in which Helm installs: negative when `left` comes first, 0 when neither does.
 *
 * Kinds that Helm doesn't know come last, by their names.
 */
export function compareKinds(profile: Profile): (left: string, right: string) => number {
  const places = profile.webhooksInKindOrder ? PLACES_WITH_WEBHOOKS : PLACES;
  return (left, right) => {
    const leftPlace = places.get(left);
    const rightPlace = places.get(right);
    if (leftPlace === undefined && rightPlace === undefined) return compareText(left, right);
    return (leftPlace ?? Infinity) - (rightPlace ?? Infinity);
  };
}

/** The items in the order of {@link compareKinds}; those of one kind stay in the order they are in. */
export function sortByKind<T extends { readonly kind: string }>(items: readonly T[], profile: Profile): readonly T[] {
  const compare = compareKinds(profile);
  return items.toSorted((left, right) => compare(left.kind, right.kind));
}

const KINDS = [
  "PriorityClass",
  "Namespace",
  "NetworkPolicy",
  "ResourceQuota",
  "LimitRange",
  "PodSecurityPolicy",
  "PodDisruptionBudget",
  "ServiceAccount",
  "Secret",
  "SecretList",
  "ConfigMap",
  "StorageClass",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "CustomResourceDefinition",
  "ClusterRole",
  "ClusterRoleList",
  "ClusterRoleBinding",
  "ClusterRoleBindingList",
  "Role",
  "RoleList",
  "RoleBinding",
  "RoleBindingList",
  "Service",
  "DaemonSet",
  "Pod",
  "ReplicationController",
  "ReplicaSet",
  "Deployment",
  "HorizontalPodAutoscaler",
  "StatefulSet",
  "Job",
  "CronJob",
  "IngressClass",
  "Ingress",
  "APIService",
];
const WEBHOOK_KINDS = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];
const PLACES: ReadonlyMap<string, number> = placesOf(KINDS);
const PLACES_WITH_WEBHOOKS: ReadonlyMap<string, number> = placesOf([...KINDS, ...WEBHOOK_KINDS]);

function placesOf(kinds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(kinds.map((kind, place) => [kind, place]));
}
