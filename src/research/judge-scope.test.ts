import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createGazetteer } from '#grounding/gazetteer.ts';
import { readReferenceData } from '#ingest/read-reference-data.ts';
import type { ResearchSource } from '#store/research-sources.ts';
import { researchSource } from '../../test/research/make-candidates.ts';
import { homeOf, judgeScope } from './judge-scope.ts';

const { jurisdictions } = await readReferenceData(resolve(import.meta.dirname, '../../data'));
const gazetteer = createGazetteer(jurisdictions);

function judge(code: string, text: string, facts: Partial<ResearchSource> = {}, isGiven = false) {
  const jurisdiction = jurisdictions.find((one) => one.code === code);
  if (jurisdiction === undefined) throw new Error(`no ${code}`);
  const source = researchSource(1, { title: null, ...facts, text });
  return judgeScope(source, homeOf(jurisdiction, jurisdictions), gazetteer, isGiven);
}

describe('the scope of a source', () => {
  it.each([
    ['is about it', 'BT', 'Bhutan said so. Bhutan will see.', true],
    [
      'names another as much, and is about both',
      'BT',
      'Bhutan and Nepal agreed. Nepal and Bhutan signed.',
      true,
    ],
    ['names it in passing', 'BT', 'Nepal said so. Nepal did. Nepal went. Bhutan watched.', false],
    ['never names it', 'BT', 'Nepal said so.', false],
    ['names nobody', 'BT', 'A notice on the matter.', false],
    ['speaks of its bodies only', 'DE', 'BaFin licenses it. BaFin supervises it.', true],
    ['speaks of a body of another', 'BT', 'BaFin licenses it. BaFin supervises it.', false],
    [
      'speaks of its bodies beside a name in passing',
      'DE',
      'BaFin and France met. BaFin licenses it, BaFin said.',
      true,
    ],
    ['is the law of a union it belongs to', 'DE', 'In the European Union firms are licensed.', true],
    ['is the law of a union it does not belong to', 'BT', 'In the European Union firms are licensed.', false],
    [
      'is about a union, and names a third country more',
      'DE',
      'Japan went on. Japan did. The European Union watched.',
      false,
    ],
  ])('%s', (_, code, text, isInside) => {
    expect(judge(code, text).kind).toBe(isInside ? 'inside' : 'outside');
  });

  it('is told to be mixed where others take up as much of it', () => {
    expect(judge('BT', 'Bhutan and Nepal agreed. Nepal and Bhutan signed.')).toMatchObject({ isMixed: true });
    expect(judge('BT', 'Bhutan agreed. Bhutan signed. Nepal watched.')).toMatchObject({ isMixed: false });
  });

  it('is what somebody declared, whatever the text names', () => {
    const declared = (code: string) => ({
      jurisdictions: [{ code, basis: 'declared' as const, mentions: 0 }],
    });
    expect(judge('BT', 'Nepal said so. Nepal did.', declared('BT')).kind).toBe('inside');
    expect(judge('BT', 'Bhutan said so. Bhutan did.', declared('NP')).kind).toBe('outside');
    expect(judge('DE', 'A text.', declared('EU')).kind).toBe('inside');
    expect(judge('BT', 'A text.', declared('EU')).kind).toBe('outside');
  });

  it('is taken from the site, or from whoever gave it, where the text names nobody', () => {
    const text = 'The ministry reminds everybody of the rules.';
    expect(judge('BT', text, { url: 'https://www.rma.example.bt/notice' }).kind).toBe('inside');
    expect(judge('GB', text, { url: 'https://ministry.example.uk/notice' }).kind).toBe('inside');
    expect(judge('BT', text, { url: 'https://www.rma.example.np/notice' }).kind).toBe('outside');
    expect(judge('BT', text, {}, true).kind).toBe('inside');
    expect(judge('BT', 'Nepal said so. Nepal did.', {}, true).kind).toBe('outside');
  });
});
