import { expect, it } from 'vitest';
import { tierOfAddress } from './tier-of-address.ts';

it.each([
  ['https://www.sec.gov/rules', 'government'],
  ['https://legislation.gov.uk/ukpga', 'government'],
  ['https://www.fsa.go.jp/news', 'government'],
  ['https://www.legifrance.gouv.fr/loi', 'government'],
  ['https://www.finma.admin.ch./de', 'government'],
  ['https://eur-lex.europa.eu/eli', 'government'],
  ['https://www.wipo.int/wipolex', 'intergovernmental'],
  ['https://gov.example.com/', 'unknown'],
  ['https://sec.gov.example.org/', 'unknown'],
  ['https://notgov.uk/', 'unknown'],
  ['https://example.com/sec.gov', 'unknown'],
  ['no address', 'unknown'],
])('reads %s as %s', (url, tier) => {
  expect(tierOfAddress(url)).toBe(tier);
});
