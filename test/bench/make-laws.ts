/**
 * Invented documents for measuring runs: for each jurisdiction an act, a notice of its central bank and a news item, which
 * between them speak of every topic of the codebook. What they say is made up and differs from one to the next.
 */
import type { Jurisdiction } from '#domain/jurisdiction.ts';
import type { TextToAdd } from '../database/add-texts.ts';

type Facts = {
  readonly name: string;
  readonly year: number;
  readonly act: number;
  readonly bank: string;
  readonly authority: string;
  /** Chooses among wordings. */
  readonly index: number;
};

/** Three documents about a jurisdiction; `index` makes them differ. */
export function makeLaws(jurisdiction: Jurisdiction, index: number): TextToAdd[] {
  const name = jurisdiction.everydayName;
  const facts: Facts = {
    ...{ name, index, year: 2019 + (index % 6), act: 10 + index },
    ...{ bank: `Central Bank of ${name}`, authority: `Financial Services Authority of ${name}` },
  };
  const about = [jurisdiction.code];
  return [
    {
      text: actOf(facts),
      ...{ about, tier: 'law', publishedOn: `${facts.year}-03-0${1 + (index % 9)}`, language: 'en' },
      ...{ title: `Virtual Assets Act of ${name}`, publisher: `Official Gazette of ${name}` },
    },
    {
      text: noticeOf(facts),
      ...{ about, tier: 'regulator', publishedOn: `${facts.year + 1}-06-1${index % 9}`, language: 'en' },
      ...{ title: `Notice of the ${facts.bank}`, publisher: facts.bank },
    },
    {
      text: newsOf(facts),
      ...{ about, tier: 'news', publishedOn: `${facts.year + 1}-09-2${index % 9}`, language: 'en' },
      ...{ title: `${name} settles its rules for crypto`, publisher: 'The Harbour Courier' },
    },
  ];
}

function actOf({ name, year, act, authority, bank, index }: Facts): string {
  const trade = [
    `Natural persons residing in ${name} may buy, sell and hold crypto-assets through licensed platforms only.`,
    `No person may buy, sell or hold crypto-assets in ${name}.`,
    `Natural persons residing in ${name} may buy, sell and hold crypto-assets freely.`,
  ][index % 3];
  const mining = [
    `The mining of crypto-assets is permitted in ${name}, subject to notice given to the Ministry of Energy.`,
    `The mining of crypto-assets is prohibited in ${name}.`,
  ][index % 2];
  const tax = [
    `Gains of individuals from the sale of crypto-assets are subject to income tax in ${name} at a rate of ${5 + (index % 20)} per cent.`,
    `Gains of individuals from the sale of crypto-assets are exempt from income tax in ${name}.`,
  ][index % 2];
  return paragraphs([
    `Virtual Assets Act of ${name}`,
    `Act No. ${act} of ${year}`,
    `Article 1. This Act governs crypto-assets, those who provide services in them, and those who use them in ${name}.`,
    `Article 2. The ${authority} is responsible for the supervision of providers of crypto-asset services. It keeps a public register of them.`,
    `Article 3. ${trade}`,
    `Article 4. Nobody may operate a crypto-asset exchange in ${name} without a licence issued by the ${authority}. The application is decided within ${60 + index} days.`,
    `Article 5. ${mining}`,
    `Article 6. ${tax}`,
    `Article 7. Providers of crypto-asset services shall identify their customers, keep records for five years, and send with each transfer the name of the originator and of the beneficiary, as the travel rule requires.`,
    `Article 8. Stablecoins may be issued in ${name} only with a licence of the ${bank}. The issuer shall hold reserves of the full value in separate accounts.`,
    `Article 9. Banks may open accounts for licensed providers of crypto-asset services.`,
    `Article 10. Whoever operates an exchange without a licence is liable to a fine of up to ${100 + index * 10},000 or to imprisonment of up to ${1 + (index % 5)} years.`,
    `Article 11. This Act enters into force on 1 July ${year}.`,
  ]);
}

function noticeOf({ name, year, bank, act, index }: Facts): string {
  const stage = [
    `The ${bank} has begun a pilot of its central bank digital currency with ${3 + (index % 7)} commercial banks.`,
    `The ${bank} launched its retail central bank digital currency, which is now in use throughout ${name}.`,
    `The ${bank} is conducting research on a central bank digital currency and has published a study.`,
  ][index % 3];
  return paragraphs([
    `Notice No. ${200 + index} of the ${bank}`,
    `To all banks and payment institutions in ${name}.`,
    stage,
    `Banks in ${name} may serve licensed crypto-asset businesses, provided that they apply due diligence to each of them.`,
    `Under Article 8 of Act No. ${act} of ${year}, an issuer of stablecoins applies to the ${bank} for a licence before any token is offered to the public.`,
    `Banks report suspicious transactions in crypto-assets to the Financial Intelligence Unit of ${name} within three days.`,
  ]);
}

function newsOf({ name, year, authority, act, index }: Facts): string {
  return paragraphs([
    `${name} settles its rules for crypto`,
    `The ${authority} said on Monday that it had licensed ${2 + (index % 8)} crypto exchanges under Act No. ${act} of ${year}.`,
    `“Nobody may operate a crypto-asset exchange in ${name} without a licence,” the authority's director told reporters.`,
    `The authority fined one unlicensed platform ${20 + index},000 dollars in August, the first penalty under the act.`,
    `A consultation on rules for custody of crypto-assets is to open next spring, the Ministry of Finance of ${name} announced.`,
  ]);
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined).join('\n\n')}\n`;
}
