import { describe, expect, it } from 'vitest';
import { sentenceKind } from './sentence-kinds.ts';

describe('sentenceKind', () => {
  it.each([
    ['Retail trading is banned.', 'prose', 'paragraph', 'claim'],
    ['Who may trade?', 'prose', 'paragraph', 'question'],
    ['Regulatory environment', 'heading', 'paragraph', 'heading'],
    ['What the law says', 'prose', 'heading', 'heading'],
    ['Rationale:', 'point', 'paragraph', 'heading'],
    ['Money laundering', 'point', 'paragraph', 'heading'],
    ['No licences exist', 'point', 'paragraph', 'claim'],
    ['Fee: 500', 'prose', 'cell', 'claim'],
    ['Ask a lawyer.', 'disclaimer', 'paragraph', 'disclaimer'],
    ['Nothing here is meant as advice; this is not legal advice.', 'prose', 'paragraph', 'disclaimer'],
    ['This report covers the year 2025.', 'prose', 'paragraph', 'meta'],
    ['Act of 5 May: https://law.example/5', 'link', 'paragraph', 'meta'],
    ['Sure, here are some of the rules.', 'prose', 'paragraph', 'meta'],
    ['As a language model, I cannot see the register.', 'prose', 'paragraph', 'meta'],
    ['As a language model, I cannot see it, but trading is banned.', 'prose', 'paragraph', 'claim'],
    ['Compare the notices of both offices.', 'prose', 'paragraph', 'meta'],
    ['Register with the Office before you trade.', 'prose', 'paragraph', 'claim'],
    ['Read the Act: brokers must be licensed.', 'prose', 'paragraph', 'claim'],
    ['Research shows that few banks hold tokens.', 'prose', 'paragraph', 'claim'],
    ['We recommend that you file under section 5.', 'prose', 'paragraph', 'claim'],
    ['In our view, the approach is cautious.', 'prose', 'paragraph', 'inference'],
    ['This suggests that the climate is changing for the better.', 'prose', 'paragraph', 'inference'],
    ['Therefore, the stance will likely soften over time.', 'prose', 'paragraph', 'inference'],
    ['It seems likely that firms will wait.', 'prose', 'paragraph', 'inference'],
    // A claim is not hidden by how it begins.
    ['Therefore, retail trading is banned.', 'prose', 'paragraph', 'claim'],
    ['Therefore, trading is likely illegal.', 'prose', 'paragraph', 'claim'],
    ['In our view, the Act bans mining.', 'prose', 'paragraph', 'claim'],
    ['We conclude that no licence is needed.', 'prose', 'paragraph', 'claim'],
    ['This suggests that exchanges must register.', 'prose', 'paragraph', 'claim'],
    ['This indicates that 40 firms trade.', 'prose', 'paragraph', 'claim'],
    ['We believe that Halden Bank holds tokens.', 'prose', 'paragraph', 'claim'],
    ['Thus the bank appears to have said “no”.', 'prose', 'paragraph', 'claim'],
    ['The market is likely to grow.', 'prose', 'paragraph', 'claim'],
    ['***', 'prose', 'paragraph', 'meta'],
  ] as const)('%j in a %s (%s) is a %s', (text, role, block, kind) => {
    expect(sentenceKind(text, role, block)).toBe(kind);
  });
});
