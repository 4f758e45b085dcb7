import { describe, expect, it } from 'vitest';
import { BAR_CODES, describeOverridable, findCountingApproval, type GateFacts, listBars } from './gate.ts';

const ANA = '00000000-0000-4000-8000-00000000000a';
const BEN = '00000000-0000-4000-8000-00000000000b';

const open: GateFacts = {
  stage: 'In review',
  status: 'Banned',
  author: `person:${ANA}`,
  verified: true,
  evidenceState: 'verified',
  criticalFindings: 0,
  criticalChallenges: 0,
  laterPublished: null,
  approvals: [{ review: 'r1', person: BEN, role: 'editor' }],
};

const codes = (change: Partial<GateFacts>) => listBars({ ...open, ...change }).map(({ code }) => code);

describe('the gate to Live', () => {
  it('lets a version pass that has everything', () => {
    expect(listBars(open)).toEqual([]);
  });

  it.each<[(typeof BAR_CODES)[number], Partial<GateFacts>, boolean]>([
    ['not-in-review', { stage: 'Draft' }, false],
    ['not-in-review', { stage: 'Live' }, false],
    ['not-verified', { verified: false, evidenceState: 'unknown' }, false],
    ['status-unsupported', { evidenceState: 'unverified' }, false],
    ['status-unsupported', { evidenceState: 'imported' }, false],
    ['status-unsupported', { evidenceState: 'unknown' }, false],
    ['critical-findings', { criticalFindings: 1 }, true],
    ['critical-challenges', { criticalChallenges: 2 }, true],
    ['later-published', { laterPublished: 4 }, true],
    ['not-approved', { approvals: [] }, false],
    ['not-approved', { approvals: [{ review: 'r1', person: ANA, role: 'admin' }] }, false],
    ['not-approved', { approvals: [{ review: 'r1', person: BEN, role: 'analyst' }] }, false],
    ['not-approved', { approvals: [{ review: 'r1', person: null, role: null }] }, false],
  ])('has the bar %s for %j, which an override passes: %s', (code, change, overridable) => {
    expect(listBars({ ...open, ...change })).toEqual([{ code, overridable, message: expect.any(String) }]);
  });

  it('lists all bars at once, in their order, each with its own sentence', () => {
    const worst = listBars({
      ...open,
      ...{ stage: 'Draft', evidenceState: 'unverified', criticalFindings: 1, criticalChallenges: 1 },
      laterPublished: 2,
      approvals: [],
    });
    expect(worst.map(({ code }) => code)).toEqual(BAR_CODES.filter((code) => code !== 'not-verified'));
    expect(new Set(worst.map(({ message }) => message)).size).toBe(worst.length);
  });

  it('lets Unknown pass without a source, as it claims nothing, but not unverified', () => {
    expect(codes({ status: 'Unknown', evidenceState: 'unknown' })).toEqual([]);
    expect(codes({ status: 'Unknown', verified: false })).toEqual(['not-verified']);
  });

  it('finds the approval of an editor behind those that do not count', () => {
    const approvals = [
      { review: 'r1', person: null, role: null },
      { review: 'r2', person: ANA, role: 'editor' as const },
      { review: 'r3', person: BEN, role: 'admin' as const },
    ];
    expect(findCountingApproval({ ...open, approvals })?.review).toBe('r3');
  });

  it('names for an override what it passes and nothing else', () => {
    const bars = listBars({ ...open, criticalFindings: 2, approvals: [] });
    expect(describeOverridable(bars)).toBe('2 critical findings are open.');
    expect(describeOverridable(listBars({ ...open, approvals: [] }))).toBe('');
  });
});
