/** Comparison and blend on whole drafts of the analyst without a model, from the five invented sources. */
import { describe, expect, it } from 'vitest';
import { compareClaims } from '#compare/compare-claims.ts';
import type { AnalysisContent } from '#domain/analysis.ts';
import type { SourceText } from '#domain/source.ts';
import { verifyContent } from '#grounding/verify-content.ts';
import { blendContents } from '#research/blend-contents.ts';
import type { BlendSide } from '#research/blend-state.ts';
import { composeContent } from '#research/compose-content.ts';
import { draftPage } from '#research/extractive/draft-page.ts';
import { EXTRACTIVE_IDENTITY } from '#research/extractive/extractive-analyst.ts';
import { settleBlend } from '#research/settle-blend.ts';
import { traceOrigins } from '#research/trace-origins.ts';
import { fieldGazetteer, fieldTopics } from '../fixtures/signals/field.ts';
import { makeMaterial, readFolder } from './make-material.ts';

const folder = await readFolder(new URL('../fixtures/research/', import.meta.url));
const five = [...folder.values()];
const LIMITS = { without: new Set<string>(), keepsStatus: false };

describe.each(['Retail_Trading_Status', 'CBDC_Status'])('drafts on %s', (key) => {
  const topic = fieldTopics.find((one) => one.key === key) ?? null;
  const jurisdiction = fieldGazetteer.byCode('KP');
  if (topic === null || jurisdiction === undefined) throw new Error('the cell is not there');
  const context = { topic, gazetteer: fieldGazetteer };

  const compose = (texts: readonly SourceText[]) => {
    const material = makeMaterial(jurisdiction, topic, texts);
    const outcome = draftPage(material, { topics: fieldTopics, gazetteer: fieldGazetteer });
    if (outcome.kind === 'abstained') throw new Error(outcome.words);
    return composeContent(material, outcome.page, { analyst: EXTRACTIVE_IDENTITY });
  };
  const check = (content: AnalysisContent) =>
    verifyContent({
      ...{ content, sources: five, topic, topics: fieldTopics, gazetteer: fieldGazetteer },
      ...{ asOf: '2026-11-25', openChallenges: 0 },
    });
  const sideOf = (draft: AnalysisContent, content: AnalysisContent): BlendSide => {
    const other = {
      key: 'version:1/1',
      label: 'version 1',
      recordedOn: null,
      content,
      report: check(content),
    };
    const points = compareClaims({ content: draft, report: check(draft) }, other, context);
    return { ...other, points, from: { kind: 'version', analysis: 1, number: 1 } };
  };
  const inputOf = (draft: AnalysisContent, version: AnalysisContent) => ({
    ...{ draft, sides: [sideOf(draft, version)], signals: [], context },
  });

  const whole = compose(five);
  // The decree and the notice alone: what the news items say is only in the version.
  const official = compose(five.slice(0, 2));

  it('agree with themselves and blend with themselves to what they were', () => {
    const input = inputOf(whole.content, whole.content);
    expect(input.sides[0]?.points.filter(({ relation }) => relation !== 'agree')).toEqual([]);
    const blend = blendContents(input, LIMITS);
    expect(blend.content).toEqual(whole.content);
    expect([...blend.open]).toEqual([]);
  });

  it('keep of a version what its sources bear; every claim is borne and has its origin', async () => {
    const input = inputOf(official.content, whole.content);
    const signal = new AbortController().signal;
    const { blend, report, repairs } = await settleBlend(input, async (content) => check(content), signal);
    expect(repairs).toEqual([]);
    const claims = report.sentences.filter(({ verdict }) => verdict !== null);
    expect(claims.filter(({ verdict }) => verdict !== 'supported')).toEqual([]);
    expect(report.findings.filter(({ severity }) => severity === 'critical')).toEqual([]);
    const origins = traceOrigins(blend, report, official.origins);
    const taken = origins.filter(({ from }) => from.kind === 'version');
    expect(new Set(taken.map(({ text }) => text)).size).toBe(blend.taken.size);
    expect(taken.every(({ passages, why }) => passages.length > 0 && why !== null)).toBe(true);
    const known = new Set(official.content.sources.map(({ snapshot }) => snapshot));
    const added = blend.content.sources.filter(({ snapshot }) => !known.has(snapshot));
    expect(blend.content.report?.links).toHaveLength(
      (official.content.report?.links.length ?? 0) + added.length,
    );
    // What came of it is the newest version of the next run, and ends in itself.
    expect(blendContents(inputOf(official.content, blend.content), LIMITS).content).toEqual(blend.content);
  });
});
