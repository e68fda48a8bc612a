// What helm 4.2.4 and helm 3.21.4 printed for the chart of these tests, with --kube-version 1.33.0 where none is named.

/** A call of `helm template`, and what it printed. */
export interface RecordedTemplate {
  readonly title: string;
  readonly args: readonly string[];
  readonly stdin?: string;
  readonly stdout: string;
  /** Where helm 3.21 prints something else. */
  readonly stdout321?: string;
}

/** What is printed, and what charts are told. */
export const RECORDED_TEMPLATES: readonly RecordedTemplate[] = [
  {
    title: "renders a folder",
    args: ["shop", "./web"],
    stdout: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.33.0
  monitoring: "false"

---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop

---
# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: "nginx:latest"
---
# Source: web/templates/test.yaml
apiVersion: v1
kind: Pod
metadata:
  name: shop-test
  annotations: { "helm.sh/hook": test }

---
# Source: web/templates/hook.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: shop-migrate
  annotations: { "helm.sh/hook": pre-upgrade }

`,
    stdout321: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.33.0
  monitoring: "false"
---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop
---
# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: "nginx:latest"
---
# Source: web/templates/test.yaml
apiVersion: v1
kind: Pod
metadata:
  name: shop-test
  annotations: { "helm.sh/hook": test }
---
# Source: web/templates/hook.yaml
apiVersion: batch/v1
kind: Job
metadata:
  name: shop-migrate
  annotations: { "helm.sh/hook": pre-upgrade }
`,
  },
  {
    title: "renders an archive",
    args: ["shop", "web-1.2.3.tgz", "-s", "templates/service.yaml"],
    stdout: `---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop


`,
  },
  {
    title: "calls the release release-name when the chart is the only word",
    args: ["./web", "-s", "templates/service.yaml"],
    stdout: `---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: release-name


`,
  },
  {
    title: "knows the namespace, and prints no notes",
    args: ["shop", "./web", "-n", "apps", "-s", "templates/config.yaml"],
    stdout: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: apps
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.33.0
  monitoring: "false"


`,
  },
  {
    title: "prints the templates that are asked for, in their order",
    args: ["shop", "web", "--show-only", "templates/service.yaml", "--show-only", "templates/deployment.yaml"],
    stdout: `---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop


---
# Source: web/templates/deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: "nginx:latest"

`,
  },
  {
    title: "prints those that a pattern names",
    args: ["shop", "web", "-s", "templates/*e.yaml"],
    stdout: `---
# Source: web/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: shop


`,
  },
  {
    title: "prints what is in crds/",
    args: ["shop", "web", "--include-crds", "-s", "crds/thing.yaml"],
    stdout: `---
# Source: web/crds/thing.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org


`,
  },
  {
    title: "tells a version of Kubernetes with what a vendor put behind it",
    args: ["shop", "web", "-s", "templates/config.yaml", "--kube-version", "v1.29.4-gke.1"],
    stdout: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.29.4-gke.1
  monitoring: "false"


`,
    stdout321: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.29.4
  monitoring: "false"
`,
  },
  {
    title: "tells API versions, one by one and with commas",
    args: [
      "shop",
      "web",
      "-s",
      "templates/config.yaml",
      "-a",
      "a/v1",
      "--api-versions",
      "b/v1,monitoring.coreos.com/v1",
    ],
    stdout: `---
# Source: web/templates/config.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: default
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/version: "9.1"
data:
  greeting: "hello"
  kube: v1.33.0
  monitoring: "true"


`,
  },
  {
    title: "renders a dependency that values switch on",
    args: ["shop", "web", "--set", "cache.enabled=true,cache.size=128", "-s", "charts/cache/templates/cache.yaml"],
    stdout: `---
# Source: web/charts/cache/templates/cache.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: shop-cache
data:
  size: "128"


`,
  },
];
