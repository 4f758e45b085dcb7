/** Where to go after signing in: a page of this site and nothing else, whatever the address was made to say. */

const MOST_CHARACTERS = 2_000;

/** Path, query and fragment of a page of ours; the front page for everything else. */
export function safeThen(given: string): string {
  if (given.length > MOST_CHARACTERS || !/^\/(?![/\\])[\x21-\x7e]*$/.test(given) || given.includes('\\')) {
    return '/';
  }
  const url = URL.parse(given, 'http://here.invalid');
  if (url?.host !== 'here.invalid' || url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
