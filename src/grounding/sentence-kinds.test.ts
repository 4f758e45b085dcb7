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
    ['***', 'prose', 'paragraph', 'meta'],
  ] as const)('%j in a %s (%s) is a %s', (text, role, block, kind) => {
    expect(sentenceKind(text, role, block)).toBe(kind);
  });
});
