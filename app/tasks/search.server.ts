/** Longer ones are cut: PostgreSQL keeps no longer ones, and nobody types them. In UTF-16 units. */
const WORD_MAX = 100;
const WORDS = /[\p{Letter}\p{Number}]+/gu;

/** The words of a text as search knows them: without accents and case, each once. */
export function wordsOf(text: string): string[] {
  const folded = text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
  return [...new Set(folded.match(WORDS)?.map((word) => word.slice(0, WORD_MAX)))];
}

/** A tsquery for texts that have all of these words, each at least as the beginning of one of theirs. */
export function searchQuery(words: string[]): string {
  return words.map((word) => `'${word}':*`).join(" & ");
}
