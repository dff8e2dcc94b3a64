const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text could be an id; PostgreSQL takes more for one than we do, and throws at the rest. */
export const isId = (text: string): boolean => UUID.test(text);
