// The types of the vendored module that is served as idb.js.
export * from "idb";
