/** A folder of its own: other lock files lie above it, and nothing up there is to be looked at. */
export default { turbopack: { root: import.meta.dirname } };
