/**
 * Measures the quotation matcher on sentences of contracts (the ContractNLI development split where it lies beside
 * the checkout, else a text of our own) and prints one JSON line. `sameAccepted` is the share of harmless variants
 * that verify, `changedAccepted` that of meaning-changed ones. `--detail` lists rates per variant and examples.
 */
import { existsSync, readFileSync } from 'node:fs';
import { matchQuotation } from '#grounding/match-quotation.ts';
import { type PreparedSource, prepareSource } from '#grounding/prepared-source.ts';
import { splitSentences } from '#grounding/sentences.ts';
import { CHANGED, HARMLESS, seededRandom, type Variant } from './quotation-variants.ts';

const OWN_TEXT = `Nobody may offer custody of crypto-assets in the territory without a licence from the Office. The Office shall
decide within 90 days of a complete application, unless it asks for further documents before that time. A licensed
custodian must keep at least two copies of every register and shall not lend the assets of any client. Where a client
asks for the return of assets, the custodian shall return them within ten days. Fees above 5 % of the value are
prohibited, except for services that the client ordered in writing. Each custodian shall file its annual report with
the Office before 31 March 2027 and publish the figures on its web site. The employees of a custodian may hold
crypto-assets only with the permission of the employer.`;

type Sample = { readonly text: string; readonly source: PreparedSource };

function readSamples(): Sample[] {
  const file = new URL('../../../shared/bench/contract-nli/dev.json', import.meta.url);
  const texts = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { documents: { text: string }[] }).documents.map(
        ({ text }) => text,
      )
    : [OWN_TEXT];
  return texts.flatMap((text) => {
    const source = prepareSource(text);
    return splitSentences(text)
      .map(({ start, end }) => text.slice(start, end))
      .filter((sentence) => sentence.length >= 60 && sentence.length <= 400)
      .filter(
        (sentence) =>
          !/\u2026|\.{3}|_{3}/.test(sentence) && text.indexOf(sentence) === text.lastIndexOf(sentence),
      )
      .map((sentence) => ({ text: sentence, source }));
  });
}

function acceptance(samples: readonly Sample[], variants: readonly Variant[], random: () => number) {
  const rates: Record<string, string> = {};
  const odd: string[] = [];
  let tried = 0;
  let accepted = 0;
  for (const variant of variants) {
    let own = 0;
    let passed = 0;
    for (const { text, source } of samples) {
      const quote = variant.make(text, random);
      if (quote === undefined || (quote === text) !== (variant.name === 'same')) continue;
      const { verdict, reasons } = matchQuotation(quote, source);
      const verifies = verdict === 'verbatim' || verdict === 'normalised';
      own += 1;
      passed += verifies ? 1 : 0;
      if (verifies === variants.includes(CHANGED[0] as Variant))
        odd.push(`${variant.name} ${verdict} ${reasons.join(' ')} | ${quote}`);
    }
    tried += own;
    accepted += passed;
    rates[variant.name] = `${passed}/${own}`;
  }
  return { tried, accepted, rates, odd };
}

const samples = readSamples();
const started = process.hrtime.bigint();
const same = acceptance(samples, HARMLESS, seededRandom(7));
const changed = acceptance(samples, CHANGED, seededRandom(11));
const seconds = Number(process.hrtime.bigint() - started) / 1e9;
const n = same.tried + changed.tried;
if (process.argv.includes('--detail')) {
  console.error(same.rates, changed.rates);
  for (const line of [...same.odd.slice(0, 60), '', ...changed.odd.slice(0, 60)]) console.error(line);
}
console.log(
  JSON.stringify({
    n,
    harmless: same.tried,
    changed: changed.tried,
    sameAccepted: Number((same.accepted / same.tried).toFixed(4)),
    changedAccepted: Number((changed.accepted / changed.tried).toFixed(4)),
    perSecond: Math.round(n / seconds),
  }),
);
