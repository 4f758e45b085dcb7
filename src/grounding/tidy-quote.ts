/**
 * A quotation with its entities decoded and its spaces plain, so that what an editor wrote into it ("[…]", "[T]he",
 * "[emphasis added]") is recognised however the page spells it. Line breaks stay: they tell divided words.
 */
import { decodeEntity } from './text-entities.ts';

const ENTITY = /&(?:(?:amp|#38|#[xX]26);){0,8}([A-Za-z][A-Za-z0-9]{1,9}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});/g;
const SPACES = /[^\S\n](?:[^\S\n]|[\u200B-\u200D\u2060])*/g;
/** At a line end a soft hyphen divides a word. */
const SOFT_HYPHEN = /\u00AD(?!\s)/g;

/** See the module comment. Linear; normalising afterwards gives the same as without. */
export function tidyQuote(quote: string): string {
  const decoded = quote.includes('&')
    ? quote.replace(ENTITY, (found, name: string) => decodeEntity(name) ?? found)
    : quote;
  return decoded.replace(SOFT_HYPHEN, '').replace(SPACES, ' ');
}
