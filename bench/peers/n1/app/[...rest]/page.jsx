/** A page that only has to be there, so that links lead somewhere. */
export default () => null;
