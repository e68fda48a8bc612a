// Charts for tests: by path below a folder.

/** A chart, `web`, one that prints its values, and files of values. */
export const CHART_FILES: Readonly<Record<string, string>> = {
  "web/Chart.yaml": `apiVersion: v2
name: web
version: 1.2.3
appVersion: "9.1"
icon: https://example.org/web.svg
dependencies:
  - name: cache
    version: 0.1.0
    condition: cache.enabled
`,
  "web/values.yaml": `# How many.
replicas: 1
image:
  repository: nginx
  tag: latest
greeting: hello
`,
  "web/values.schema.json": `{ "properties": { "replicas": { "type": "integer", "minimum": 1 } } }
`,
  "web/README.md": `# Web
`,
  "web/crds/thing.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.org
`,
  "web/charts/cache/Chart.yaml": `apiVersion: v2
name: cache
version: 0.1.0
`,
  "web/charts/cache/values.yaml": `enabled: false
size: 64
`,
  "web/charts/cache/templates/cache.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-{{ .Chart.Name }}
data:
  size: {{ .Values.size | quote }}
`,
  "web/templates/_helpers.tpl": `{{- define "web.labels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}
`,
  "web/templates/config.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
  namespace: {{ .Release.Namespace }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
data:
  greeting: {{ required "say what to greet with" .Values.greeting | quote }}
  kube: {{ .Capabilities.KubeVersion.Version }}
  monitoring: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" | quote }}
`,
  "web/templates/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas }}
  template:
    spec:
      containers:
        - name: web
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
`,
  "web/templates/service.yaml": `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
`,
  "web/templates/hook.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-migrate
  annotations: { "helm.sh/hook": pre-upgrade }
`,
  "web/templates/test.yaml": `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-test
  annotations: { "helm.sh/hook": test }
`,
  "web/templates/NOTES.txt": `Say {{ .Values.greeting }}.
`,
  "values/templates/values.yaml": `kind: List
items: []
values:
  {{- toYaml .Values | nindent 2 }}
`,
  "values/Chart.yaml": `apiVersion: v2
name: values
version: 0.0.1
`,
  "values/values.yaml": `a: 1
b: { c: x, d: [1, 2] }
`,
  "one.yaml": `a: one
b: { c: one }
e: 1e3
`,
  "two.yaml": `b: { c: two, d: null }
`,
  "text.txt": `line 1
line 2, with a comma
`,
};
