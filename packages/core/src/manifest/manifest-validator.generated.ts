// Made from schemas/manifest.schema.json by scripts/generate.ts. Change the schema instead.
// @ts-nocheck

import type { KeyShape, SchemaValidator } from "./schema-check.ts";

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://gimlet.io/schemas/manifest.json","type":"object","required":["app","env","namespace"],"properties":{"app":{"type":"string"},"env":{"type":"string"},"namespace":{"type":"string"},"preview":{"type":"boolean"},"deploy":{"type":"object","properties":{"branch":{"type":"string"},"tag":{"type":"string"},"event":{"enum":["push","tag","pr"]},"commitMessagePatterns":{"type":"array","items":{"type":"string"}}}},"cleanup":{"type":"object","properties":{"app":{"type":"string"},"event":{"enum":["branchDeleted"]},"branch":{"type":"string"}}},"chart":{"type":"object","required":["name"],"properties":{"repository":{"type":"string"},"name":{"type":"string"},"version":{"type":"string"}}},"values":{"type":"object","additionalProperties":true},"strategicMergePatches":{"type":"string"},"json6902Patches":{"type":"array","items":{"type":"object","required":["patch","target"],"properties":{"patch":{"type":"string"},"target":{"type":"object","required":["version","kind","name"],"properties":{"group":{"type":"string"},"version":{"type":"string"},"kind":{"type":"string"},"name":{"type":"string"}}}}}},"manifests":{"type":"string"},"dependencies":{"type":"array","items":{"type":"object","required":["name","kind"],"properties":{"name":{"type":"string"},"kind":{"enum":["terraform"]},"spec":{"type":"object","additionalProperties":true}}}},"render":{"type":"object","properties":{"profile":{"enum":["helm-4.2","helm-3.21"]},"random":{"enum":["forbid","seeded"]},"kubeVersion":{"type":"string"},"apiVersions":{"type":"array","items":{"type":"string"}},"crds":{"enum":["leave-out","include"]},"hooks":{"enum":["leave-out","include"]}}}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.app === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "app"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.env === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "env"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.namespace === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "namespace"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.app !== undefined){
if(typeof data.app !== "string"){
const err3 = {instancePath:instancePath+"/app",schemaPath:"#/properties/app/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
if(data.env !== undefined){
if(typeof data.env !== "string"){
const err4 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.namespace !== undefined){
if(typeof data.namespace !== "string"){
const err5 = {instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.preview !== undefined){
if(typeof data.preview !== "boolean"){
const err6 = {instancePath:instancePath+"/preview",schemaPath:"#/properties/preview/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.deploy !== undefined){
let data4 = data.deploy;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.branch !== undefined){
if(typeof data4.branch !== "string"){
const err7 = {instancePath:instancePath+"/deploy/branch",schemaPath:"#/properties/deploy/properties/branch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data4.tag !== undefined){
if(typeof data4.tag !== "string"){
const err8 = {instancePath:instancePath+"/deploy/tag",schemaPath:"#/properties/deploy/properties/tag/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data4.event !== undefined){
let data7 = data4.event;
if(!(((data7 === "push") || (data7 === "tag")) || (data7 === "pr"))){
const err9 = {instancePath:instancePath+"/deploy/event",schemaPath:"#/properties/deploy/properties/event/enum",keyword:"enum",params:{allowedValues: schema31.properties.deploy.properties.event.enum}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data4.commitMessagePatterns !== undefined){
let data8 = data4.commitMessagePatterns;
if(Array.isArray(data8)){
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
if(typeof data8[i0] !== "string"){
const err10 = {instancePath:instancePath+"/deploy/commitMessagePatterns/" + i0,schemaPath:"#/properties/deploy/properties/commitMessagePatterns/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
}
else {
const err11 = {instancePath:instancePath+"/deploy/commitMessagePatterns",schemaPath:"#/properties/deploy/properties/commitMessagePatterns/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
else {
const err12 = {instancePath:instancePath+"/deploy",schemaPath:"#/properties/deploy/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.cleanup !== undefined){
let data10 = data.cleanup;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(data10.app !== undefined){
if(typeof data10.app !== "string"){
const err13 = {instancePath:instancePath+"/cleanup/app",schemaPath:"#/properties/cleanup/properties/app/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data10.event !== undefined){
if(!(data10.event === "branchDeleted")){
const err14 = {instancePath:instancePath+"/cleanup/event",schemaPath:"#/properties/cleanup/properties/event/enum",keyword:"enum",params:{allowedValues: schema31.properties.cleanup.properties.event.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data10.branch !== undefined){
if(typeof data10.branch !== "string"){
const err15 = {instancePath:instancePath+"/cleanup/branch",schemaPath:"#/properties/cleanup/properties/branch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
}
else {
const err16 = {instancePath:instancePath+"/cleanup",schemaPath:"#/properties/cleanup/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data.chart !== undefined){
let data14 = data.chart;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.name === undefined){
const err17 = {instancePath:instancePath+"/chart",schemaPath:"#/properties/chart/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
if(data14.repository !== undefined){
if(typeof data14.repository !== "string"){
const err18 = {instancePath:instancePath+"/chart/repository",schemaPath:"#/properties/chart/properties/repository/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data14.name !== undefined){
if(typeof data14.name !== "string"){
const err19 = {instancePath:instancePath+"/chart/name",schemaPath:"#/properties/chart/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data14.version !== undefined){
if(typeof data14.version !== "string"){
const err20 = {instancePath:instancePath+"/chart/version",schemaPath:"#/properties/chart/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
}
else {
const err21 = {instancePath:instancePath+"/chart",schemaPath:"#/properties/chart/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data.values !== undefined){
let data18 = data.values;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
}
else {
const err22 = {instancePath:instancePath+"/values",schemaPath:"#/properties/values/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data.strategicMergePatches !== undefined){
if(typeof data.strategicMergePatches !== "string"){
const err23 = {instancePath:instancePath+"/strategicMergePatches",schemaPath:"#/properties/strategicMergePatches/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data.json6902Patches !== undefined){
let data20 = data.json6902Patches;
if(Array.isArray(data20)){
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
let data21 = data20[i1];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(data21.patch === undefined){
const err24 = {instancePath:instancePath+"/json6902Patches/" + i1,schemaPath:"#/properties/json6902Patches/items/required",keyword:"required",params:{missingProperty: "patch"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
if(data21.target === undefined){
const err25 = {instancePath:instancePath+"/json6902Patches/" + i1,schemaPath:"#/properties/json6902Patches/items/required",keyword:"required",params:{missingProperty: "target"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data21.patch !== undefined){
if(typeof data21.patch !== "string"){
const err26 = {instancePath:instancePath+"/json6902Patches/" + i1+"/patch",schemaPath:"#/properties/json6902Patches/items/properties/patch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data21.target !== undefined){
let data23 = data21.target;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.version === undefined){
const err27 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target",schemaPath:"#/properties/json6902Patches/items/properties/target/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if(data23.kind === undefined){
const err28 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target",schemaPath:"#/properties/json6902Patches/items/properties/target/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data23.name === undefined){
const err29 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target",schemaPath:"#/properties/json6902Patches/items/properties/target/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(data23.group !== undefined){
if(typeof data23.group !== "string"){
const err30 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target/group",schemaPath:"#/properties/json6902Patches/items/properties/target/properties/group/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data23.version !== undefined){
if(typeof data23.version !== "string"){
const err31 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target/version",schemaPath:"#/properties/json6902Patches/items/properties/target/properties/version/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
if(data23.kind !== undefined){
if(typeof data23.kind !== "string"){
const err32 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target/kind",schemaPath:"#/properties/json6902Patches/items/properties/target/properties/kind/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data23.name !== undefined){
if(typeof data23.name !== "string"){
const err33 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target/name",schemaPath:"#/properties/json6902Patches/items/properties/target/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/json6902Patches/" + i1+"/target",schemaPath:"#/properties/json6902Patches/items/properties/target/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/json6902Patches/" + i1,schemaPath:"#/properties/json6902Patches/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
}
else {
const err36 = {instancePath:instancePath+"/json6902Patches",schemaPath:"#/properties/json6902Patches/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.manifests !== undefined){
if(typeof data.manifests !== "string"){
const err37 = {instancePath:instancePath+"/manifests",schemaPath:"#/properties/manifests/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data.dependencies !== undefined){
let data29 = data.dependencies;
if(Array.isArray(data29)){
const len2 = data29.length;
for(let i2=0; i2<len2; i2++){
let data30 = data29[i2];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.name === undefined){
const err38 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/properties/dependencies/items/required",keyword:"required",params:{missingProperty: "name"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(data30.kind === undefined){
const err39 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/properties/dependencies/items/required",keyword:"required",params:{missingProperty: "kind"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if(data30.name !== undefined){
if(typeof data30.name !== "string"){
const err40 = {instancePath:instancePath+"/dependencies/" + i2+"/name",schemaPath:"#/properties/dependencies/items/properties/name/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
if(data30.kind !== undefined){
if(!(data30.kind === "terraform")){
const err41 = {instancePath:instancePath+"/dependencies/" + i2+"/kind",schemaPath:"#/properties/dependencies/items/properties/kind/enum",keyword:"enum",params:{allowedValues: schema31.properties.dependencies.items.properties.kind.enum}};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data30.spec !== undefined){
let data33 = data30.spec;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
}
else {
const err42 = {instancePath:instancePath+"/dependencies/" + i2+"/spec",schemaPath:"#/properties/dependencies/items/properties/spec/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
}
else {
const err43 = {instancePath:instancePath+"/dependencies/" + i2,schemaPath:"#/properties/dependencies/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
}
else {
const err44 = {instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
if(data.render !== undefined){
let data34 = data.render;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.profile !== undefined){
let data35 = data34.profile;
if(!((data35 === "helm-4.2") || (data35 === "helm-3.21"))){
const err45 = {instancePath:instancePath+"/render/profile",schemaPath:"#/properties/render/properties/profile/enum",keyword:"enum",params:{allowedValues: schema31.properties.render.properties.profile.enum}};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
if(data34.random !== undefined){
let data36 = data34.random;
if(!((data36 === "forbid") || (data36 === "seeded"))){
const err46 = {instancePath:instancePath+"/render/random",schemaPath:"#/properties/render/properties/random/enum",keyword:"enum",params:{allowedValues: schema31.properties.render.properties.random.enum}};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data34.kubeVersion !== undefined){
if(typeof data34.kubeVersion !== "string"){
const err47 = {instancePath:instancePath+"/render/kubeVersion",schemaPath:"#/properties/render/properties/kubeVersion/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
if(data34.apiVersions !== undefined){
let data38 = data34.apiVersions;
if(Array.isArray(data38)){
const len3 = data38.length;
for(let i3=0; i3<len3; i3++){
if(typeof data38[i3] !== "string"){
const err48 = {instancePath:instancePath+"/render/apiVersions/" + i3,schemaPath:"#/properties/render/properties/apiVersions/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/render/apiVersions",schemaPath:"#/properties/render/properties/apiVersions/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data34.crds !== undefined){
let data40 = data34.crds;
if(!((data40 === "leave-out") || (data40 === "include"))){
const err50 = {instancePath:instancePath+"/render/crds",schemaPath:"#/properties/render/properties/crds/enum",keyword:"enum",params:{allowedValues: schema31.properties.render.properties.crds.enum}};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data34.hooks !== undefined){
let data41 = data34.hooks;
if(!((data41 === "leave-out") || (data41 === "include"))){
const err51 = {instancePath:instancePath+"/render/hooks",schemaPath:"#/properties/render/properties/hooks/enum",keyword:"enum",params:{allowedValues: schema31.properties.render.properties.hooks.enum}};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
}
else {
const err52 = {instancePath:instancePath+"/render",schemaPath:"#/properties/render/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"app":true,"env":true,"namespace":true,"preview":true,"deploy":true,"cleanup":true,"chart":true,"values":true,"strategicMergePatches":true,"json6902Patches":true,"manifests":true,"dependencies":true,"render":true},"dynamicProps":false,"dynamicItems":false};

export const validateManifest: SchemaValidator = validate20;

/** The keys that Manifest knows; `null` where any key may be. */
export const manifestKeys: KeyShape = {
  "app": null,
  "env": null,
  "namespace": null,
  "preview": null,
  "deploy": {
    "branch": null,
    "tag": null,
    "event": null,
    "commitMessagePatterns": null
  },
  "cleanup": {
    "app": null,
    "event": null,
    "branch": null
  },
  "chart": {
    "repository": null,
    "name": null,
    "version": null
  },
  "values": null,
  "strategicMergePatches": null,
  "json6902Patches": {
    "patch": null,
    "target": {
      "group": null,
      "version": null,
      "kind": null,
      "name": null
    }
  },
  "manifests": null,
  "dependencies": {
    "name": null,
    "kind": null,
    "spec": null
  },
  "render": {
    "profile": null,
    "random": null,
    "kubeVersion": null,
    "apiVersions": null,
    "crds": null,
    "hooks": null
  }
};
