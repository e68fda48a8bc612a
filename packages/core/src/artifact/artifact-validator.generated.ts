// Made from schemas/artifact.schema.json by scripts/generate.ts. Change the schema instead.
// @ts-nocheck

import type { KeyShape, SchemaValidator } from "../manifest/schema-check.ts";

const schema31 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://gimlet.io/schemas/artifact.json","type":"object","required":["version"],"properties":{"id":{"type":"string"},"created":{"type":"integer","minimum":0},"version":{"type":"object","required":["repositoryName","sha"],"properties":{"repositoryName":{"type":"string","pattern":"."},"sha":{"type":"string","pattern":"."},"created":{"type":"integer","minimum":0,"maximum":253402300799},"branch":{"type":"string"},"event":{"enum":["push","tag","pr"]},"sourceBranch":{"type":"string"},"targetBranch":{"type":"string"},"tag":{"type":"string"},"authorName":{"type":"string"},"authorEmail":{"type":"string"},"committerName":{"type":"string"},"committerEmail":{"type":"string"},"message":{"type":"string"},"url":{"type":"string"}}},"environments":{"type":"array","items":{"type":"object","required":["app","env"],"properties":{"app":{"type":"string"},"env":{"type":"string"}}}},"cueEnvironments":{"type":"array","items":{"type":"string"}},"context":{"type":"object","additionalProperties":{"type":"string"}},"items":{"type":"array","items":{"type":"object","additionalProperties":true}},"vars":{"type":"object","additionalProperties":{"type":"string"}},"fake":{"type":"boolean"}}};
const pattern4 = new RegExp(".", "u");

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
if(data.version === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "version"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.id !== undefined){
if(typeof data.id !== "string"){
const err1 = {instancePath:instancePath+"/id",schemaPath:"#/properties/id/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.created !== undefined){
let data1 = data.created;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err2 = {instancePath:instancePath+"/created",schemaPath:"#/properties/created/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 0 || isNaN(data1)){
const err3 = {instancePath:instancePath+"/created",schemaPath:"#/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
}
}
if(data.version !== undefined){
let data2 = data.version;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.repositoryName === undefined){
const err4 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "repositoryName"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if(data2.sha === undefined){
const err5 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/required",keyword:"required",params:{missingProperty: "sha"}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data2.repositoryName !== undefined){
let data3 = data2.repositoryName;
if(typeof data3 === "string"){
if(!pattern4.test(data3)){
const err6 = {instancePath:instancePath+"/version/repositoryName",schemaPath:"#/properties/version/properties/repositoryName/pattern",keyword:"pattern",params:{pattern: "."}};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
else {
const err7 = {instancePath:instancePath+"/version/repositoryName",schemaPath:"#/properties/version/properties/repositoryName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
}
if(data2.sha !== undefined){
let data4 = data2.sha;
if(typeof data4 === "string"){
if(!pattern4.test(data4)){
const err8 = {instancePath:instancePath+"/version/sha",schemaPath:"#/properties/version/properties/sha/pattern",keyword:"pattern",params:{pattern: "."}};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
else {
const err9 = {instancePath:instancePath+"/version/sha",schemaPath:"#/properties/version/properties/sha/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
if(data2.created !== undefined){
let data5 = data2.created;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err10 = {instancePath:instancePath+"/version/created",schemaPath:"#/properties/version/properties/created/type",keyword:"type",params:{type: "integer"}};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 253402300799 || isNaN(data5)){
const err11 = {instancePath:instancePath+"/version/created",schemaPath:"#/properties/version/properties/created/maximum",keyword:"maximum",params:{comparison: "<=", limit: 253402300799}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err12 = {instancePath:instancePath+"/version/created",schemaPath:"#/properties/version/properties/created/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
}
if(data2.branch !== undefined){
if(typeof data2.branch !== "string"){
const err13 = {instancePath:instancePath+"/version/branch",schemaPath:"#/properties/version/properties/branch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.event !== undefined){
let data7 = data2.event;
if(!(((data7 === "push") || (data7 === "tag")) || (data7 === "pr"))){
const err14 = {instancePath:instancePath+"/version/event",schemaPath:"#/properties/version/properties/event/enum",keyword:"enum",params:{allowedValues: schema31.properties.version.properties.event.enum}};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data2.sourceBranch !== undefined){
if(typeof data2.sourceBranch !== "string"){
const err15 = {instancePath:instancePath+"/version/sourceBranch",schemaPath:"#/properties/version/properties/sourceBranch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
if(data2.targetBranch !== undefined){
if(typeof data2.targetBranch !== "string"){
const err16 = {instancePath:instancePath+"/version/targetBranch",schemaPath:"#/properties/version/properties/targetBranch/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
if(data2.tag !== undefined){
if(typeof data2.tag !== "string"){
const err17 = {instancePath:instancePath+"/version/tag",schemaPath:"#/properties/version/properties/tag/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data2.authorName !== undefined){
if(typeof data2.authorName !== "string"){
const err18 = {instancePath:instancePath+"/version/authorName",schemaPath:"#/properties/version/properties/authorName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data2.authorEmail !== undefined){
if(typeof data2.authorEmail !== "string"){
const err19 = {instancePath:instancePath+"/version/authorEmail",schemaPath:"#/properties/version/properties/authorEmail/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data2.committerName !== undefined){
if(typeof data2.committerName !== "string"){
const err20 = {instancePath:instancePath+"/version/committerName",schemaPath:"#/properties/version/properties/committerName/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data2.committerEmail !== undefined){
if(typeof data2.committerEmail !== "string"){
const err21 = {instancePath:instancePath+"/version/committerEmail",schemaPath:"#/properties/version/properties/committerEmail/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data2.message !== undefined){
if(typeof data2.message !== "string"){
const err22 = {instancePath:instancePath+"/version/message",schemaPath:"#/properties/version/properties/message/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data2.url !== undefined){
if(typeof data2.url !== "string"){
const err23 = {instancePath:instancePath+"/version/url",schemaPath:"#/properties/version/properties/url/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
}
else {
const err24 = {instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.environments !== undefined){
let data17 = data.environments;
if(Array.isArray(data17)){
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(data18.app === undefined){
const err25 = {instancePath:instancePath+"/environments/" + i0,schemaPath:"#/properties/environments/items/required",keyword:"required",params:{missingProperty: "app"}};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(data18.env === undefined){
const err26 = {instancePath:instancePath+"/environments/" + i0,schemaPath:"#/properties/environments/items/required",keyword:"required",params:{missingProperty: "env"}};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(data18.app !== undefined){
if(typeof data18.app !== "string"){
const err27 = {instancePath:instancePath+"/environments/" + i0+"/app",schemaPath:"#/properties/environments/items/properties/app/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data18.env !== undefined){
if(typeof data18.env !== "string"){
const err28 = {instancePath:instancePath+"/environments/" + i0+"/env",schemaPath:"#/properties/environments/items/properties/env/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
}
else {
const err29 = {instancePath:instancePath+"/environments/" + i0,schemaPath:"#/properties/environments/items/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
else {
const err30 = {instancePath:instancePath+"/environments",schemaPath:"#/properties/environments/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
if(data.cueEnvironments !== undefined){
let data21 = data.cueEnvironments;
if(Array.isArray(data21)){
const len1 = data21.length;
for(let i1=0; i1<len1; i1++){
if(typeof data21[i1] !== "string"){
const err31 = {instancePath:instancePath+"/cueEnvironments/" + i1,schemaPath:"#/properties/cueEnvironments/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
}
else {
const err32 = {instancePath:instancePath+"/cueEnvironments",schemaPath:"#/properties/cueEnvironments/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data.context !== undefined){
let data23 = data.context;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key0 in data23){
if(typeof data23[key0] !== "string"){
const err33 = {instancePath:instancePath+"/context/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/context/additionalProperties/type",keyword:"type",params:{type: "string"}};
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
const err34 = {instancePath:instancePath+"/context",schemaPath:"#/properties/context/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data.items !== undefined){
let data25 = data.items;
if(Array.isArray(data25)){
const len2 = data25.length;
for(let i2=0; i2<len2; i2++){
let data26 = data25[i2];
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
}
else {
const err35 = {instancePath:instancePath+"/items/" + i2,schemaPath:"#/properties/items/items/type",keyword:"type",params:{type: "object"}};
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
const err36 = {instancePath:instancePath+"/items",schemaPath:"#/properties/items/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data.vars !== undefined){
let data27 = data.vars;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key1 in data27){
if(typeof data27[key1] !== "string"){
const err37 = {instancePath:instancePath+"/vars/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/vars/additionalProperties/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/vars",schemaPath:"#/properties/vars/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.fake !== undefined){
if(typeof data.fake !== "boolean"){
const err39 = {instancePath:instancePath+"/fake",schemaPath:"#/properties/fake/type",keyword:"type",params:{type: "boolean"}};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
}
else {
const err40 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":{"id":true,"created":true,"version":true,"environments":true,"cueEnvironments":true,"context":true,"items":true,"vars":true,"fake":true},"dynamicProps":false,"dynamicItems":false};

export const validateArtifact: SchemaValidator = validate20;

/** The keys that Artifact knows; `null` where any key may be. */
export const artifactKeys: KeyShape = {
  "id": null,
  "created": null,
  "version": {
    "repositoryName": null,
    "sha": null,
    "created": null,
    "branch": null,
    "event": null,
    "sourceBranch": null,
    "targetBranch": null,
    "tag": null,
    "authorName": null,
    "authorEmail": null,
    "committerName": null,
    "committerEmail": null,
    "message": null,
    "url": null
  },
  "environments": {
    "app": null,
    "env": null
  },
  "cueEnvironments": null,
  "context": null,
  "items": null,
  "vars": null,
  "fake": null
};
