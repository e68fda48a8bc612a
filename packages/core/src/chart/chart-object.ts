import type { Profile } from "../template/profile.ts";
import {
  ANY_LIST,
  Dict,
  type Field,
  type GoType,
  List,
  Struct,
  TEXT_DICT,
  TEXT_LIST,
  type Value,
} from "../template/values/value.ts";
import type { ChartDependency, ChartMaintainer, ChartMetadata } from "./chart.ts";

/** `.Chart`: in Helm 4 a map with all keys, in Helm 3 a struct that JSON and YAML print without what is empty. */
export function chartObject(metadata: ChartMetadata, isRoot: boolean, profile: Profile): Dict | Struct {
  if (profile.chartObject === "map")
    return dictOfFields([...metadataFields(metadata), { name: "IsRoot", value: isRoot }]);
  const fields = metadataFields(metadata);
  return new Struct("struct { chart.Metadata; IsRoot bool }", [
    { name: "Metadata", value: new Struct("chart.Metadata", fields), type: "chart.Metadata", json: "-" },
    ...fields.map((promoted) => ({ ...promoted, promoted: true })),
    { name: "IsRoot", value: isRoot },
  ]);
}

function metadataFields(metadata: ChartMetadata): readonly Field[] {
  return [
    field("Name", metadata.name),
    field("Home", metadata.home),
    field("Sources", texts(metadata.sources)),
    field("Version", metadata.version),
    field("Description", metadata.description),
    field("Keywords", texts(metadata.keywords)),
    field("Maintainers", structs("*chart.Maintainer", metadata.maintainers.map(maintainerFields))),
    field("Icon", metadata.icon),
    field("APIVersion", metadata.apiVersion, "apiVersion"),
    field("Condition", metadata.condition),
    field("Tags", metadata.tags),
    field("AppVersion", metadata.appVersion),
    field("Deprecated", metadata.deprecated),
    field("Annotations", new Dict(metadata.annotations, { type: TEXT_DICT, isNil: metadata.annotations.size === 0 })),
    field("KubeVersion", metadata.kubeVersion),
    field("Dependencies", structs("*chart.Dependency", metadata.dependencies.map(dependencyFields))),
    field("Type", metadata.type),
  ];
}

function maintainerFields({ name, email, url }: ChartMaintainer): readonly Field[] {
  return [field("Name", name), field("Email", email), field("URL", url, "url")];
}

function dependencyFields(dependency: ChartDependency): readonly Field[] {
  return [
    { ...field("Name", dependency.name), omitEmpty: false },
    field("Version", dependency.version),
    { ...field("Repository", dependency.repository), omitEmpty: false },
    field("Condition", dependency.condition),
    field("Tags", texts(dependency.tags)),
    field("Enabled", dependency.enabled),
    field(
      "ImportValues",
      new List(dependency.importValues, { isNil: dependency.importValues.length === 0 }),
      "import-values",
    ),
    field("Alias", dependency.alias),
  ];
}

function field(name: string, value: Value, json = `${name.charAt(0).toLowerCase()}${name.slice(1)}`): Field {
  return { name, value, json, omitEmpty: true };
}

function texts(items: readonly string[]): List {
  // Its own items: sortAlpha changes them, and the chart is shared by all renders.
  return new List([...items], { type: TEXT_LIST, isNil: items.length === 0 });
}

function structs(type: GoType, items: readonly (readonly Field[])[]): List {
  return new List(
    items.map((fields) => new Struct(type, fields)),
    { type: `[]${type}`, isNil: items.length === 0 },
  );
}

/** Helm 4 makes maps of structs and general lists of all lists. */
function dictOfFields(fields: readonly Field[]): Dict {
  return new Dict(fields.map(({ name, value }) => [name, plain(value)]));
}

function plain(value: Value): Value {
  if (value instanceof Struct) return dictOfFields(value.fields);
  if (value instanceof List) return new List(value.items.map(plain), { type: ANY_LIST });
  return value;
}
