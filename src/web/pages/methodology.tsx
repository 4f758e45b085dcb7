/** How every figure and every word of judgement comes about, in plain words; the numbers come from the code itself. */
import type { ComponentChildren } from 'preact';
import { EVIDENCE_STATES } from '#domain/confidence.ts';
import { SIGNAL_RELATIONS } from '#domain/signal.ts';
import { QUOTATION_VERDICTS, SUPPORT_VERDICTS } from '#domain/verification.ts';
import { percent } from '../amounts.ts';
import { Factors } from '../components/confidence-why.tsx';
import { Glyph, MarkSprite } from '../components/mark.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { ConfidenceBadge, StatusGlyph } from '../components/status-badge.tsx';
import { TEXTURES } from '../components/status-shape.ts';
import { WorkedExample } from '../components/worked-example.tsx';
import { Layout } from '../layout.tsx';
import type { Frame, MethodologyView } from '../views.ts';
import { EVIDENCE_WORDS, QUOTATION_WORDS, RELATION_WORDS, SENTENCE_WORDS } from '../wording.ts';

/** Sections have anchors that other pages link to: `#confidence`, `#verdicts`. */
export function MethodologyPage({ view, frame }: { view: MethodologyView; frame: Frame }) {
  return (
    <Layout frame={frame} title="Methodology">
      <MarkSprite />
      <div class="page methodology">
        <PageTitle title="Methodology">
          <p class="lead">
            How a verdict, an evidence state and a confidence come about. No model and no network is needed
            for any of it: the rules <code>{view.engine}</code> give the same result for the same texts, on
            any machine.
          </p>
        </PageTitle>
        <Section id="verdicts" title="Verdicts on sentences and quotations">
          <Verdicts />
        </Section>
        <Section id="example" title="A worked example">
          <WorkedExample />
        </Section>
        <Section id="evidence-state" title="Evidence state of a status">
          <EvidenceStates />
        </Section>
        <Section id="confidence" title="Confidence">
          <ConfidenceRules view={view} />
        </Section>
        <Section id="confidence-examples" title="Confidence: worked examples">
          <p>
            Invented evidence, and what the rules of this program make of it. The figures are computed as this
            page is made.
          </p>
          {view.examples.map((example) => (
            <Example example={example} />
          ))}
        </Section>
        <Section id="signals" title="Signals">
          <SignalRules />
        </Section>
        <Section id="import" title="Import">
          <ImportRules />
        </Section>
        <Section id="staleness" title="Staleness">
          <p>
            Each topic says after how many days a page must be looked at again. The next review falls that
            many days after the last one; where nobody has reviewed the page here, the day is counted from the
            date the page gives for itself, and without one from the day it was recorded. A page past that day
            says how late it is.
          </p>
        </Section>
      </div>
    </Layout>
  );
}

function SignalRules() {
  return (
    <>
      <p>
        Every source is read for what it says about the status of something, with who says it, how, and when.
        That is held against the pages of the same jurisdiction and topic, and changes no status, whoever says
        it: one person’s word does not outweigh a statute. Where it gives another status for the same question
        as a fact, a challenge is opened on the page with both passages side by side; a reprint of the same
        document adds to that challenge. It stands until a person has judged it.
      </p>
      <ul class="plain">
        {SIGNAL_RELATIONS.map((kind) => (
          <li>
            <Glyph mark={RELATION_WORDS[kind].mark} /> <strong>{RELATION_WORDS[kind].name}</strong>: it{' '}
            {RELATION_WORDS[kind].words}.
          </li>
        ))}
      </ul>
      <p>
        Signals are recognised by cue words of the codebook, best in English. That none is shown means that
        none was recognised.
      </p>
    </>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="part prose" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Verdicts() {
  return (
    <>
      <p>
        Each page is cut into sentences. Headings, questions and disclaimers need no evidence; every other
        sentence is held against the texts of the stored sources that bear on the page. Quotations are judged
        for themselves, word by word.
      </p>
      <h3>Sentences</h3>
      <ul class="plain">
        {SUPPORT_VERDICTS.map((verdict) => (
          <li>
            <Glyph mark={SENTENCE_WORDS[verdict].mark} /> <strong>{SENTENCE_WORDS[verdict].words}</strong>:{' '}
            {SENTENCE_WORDS[verdict].reason}
          </li>
        ))}
      </ul>
      <h3>Quotations</h3>
      <ul class="plain">
        {QUOTATION_VERDICTS.map((verdict) => (
          <li>
            <Glyph mark={QUOTATION_WORDS[verdict].mark} /> {QUOTATION_WORDS[verdict].words}
          </li>
        ))}
      </ul>
      <p>
        Only the first two count as found. Likeness is never enough: a quotation that differs in a number, a
        negation, a “may” or “must”, a name, a date or a reference to a law is altered, however many of its
        other words agree.
      </p>
    </>
  );
}

function EvidenceStates() {
  return (
    <>
      <p>
        A status never stands without its evidence state. The shape beside the word shows where the status
        lies between open and closed; how the shape is filled shows the evidence.
      </p>
      <ul class="plain states">
        {EVIDENCE_STATES.map((state) => (
          <li>
            <StatusGlyph rank="none" texture={TEXTURES[state]} />{' '}
            <strong>{EVIDENCE_WORDS[state].words}</strong>: {EVIDENCE_WORDS[state].sentence}
          </li>
        ))}
      </ul>
    </>
  );
}

function ConfidenceRules({ view }: { view: MethodologyView }) {
  return (
    <>
      <p>
        Confidence is a figure from 0 to 1, the sum of what each factor reached times its weight, and then the
        limits below. What a page or a provider says of its own confidence is shown, and counts for nothing.
      </p>
      <FactorTable view={view} />
      <h3>Limits</h3>
      <ul>
        {view.caps.map((cap) => (
          <li>{cap}</li>
        ))}
      </ul>
      <h3>From figure to word</h3>
      <ul>
        {view.levels.map(({ level, from }) => (
          <li>
            <strong>{level}</strong> from {from.toFixed(2)}
          </li>
        ))}
        <li>
          <strong>Unknown</strong> when nothing could be checked; there is then no figure
        </li>
      </ul>
    </>
  );
}

function FactorTable({ view }: { view: MethodologyView }) {
  return (
    <table class="factors">
      <caption class="vh">Factors and their weights</caption>
      <thead>
        <tr>
          <th scope="col">Factor</th>
          <th scope="col" class="num">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {view.factors.map((factor) => (
          <tr>
            <td>{factor.sentence}</td>
            <td class="num">{percent(factor.weight)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Example({ example }: { example: MethodologyView['examples'][number] }) {
  const { key, title, story, confidence } = example;
  return (
    <section class="confidence-example" aria-labelledby={`example-${key}`}>
      <h3 id={`example-${key}`}>{title}</h3>
      <p>{story}</p>
      <p>
        <ConfidenceBadge level={confidence.level} figure={confidence.figure} />
      </p>
      <p>{confidence.summary}</p>
      <Factors confidence={confidence} caption={`What the figure is made of: ${title}`} />
      {confidence.caps.length > 0 && (
        <ul>
          {confidence.caps.map((cap) => (
            <li>Limit that applied: {cap}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function ImportRules() {
  return (
    <>
      <p>
        An imported page is kept as the file it came from. It keeps its number when that is free, and it
        starts as a draft whatever stage it claims. What it says of its own version, stage and confidence is
        shown apart, as its own words. Lines that have no place become import findings and are quoted whole.
      </p>
      <p>
        A provider’s raw answer is kept to the character. Each of its references is looked up in the list that
        came with it; one that leads nowhere is said to dangle. Where the positions it gives do not fit the
        text, the statement is found by its words instead, and the page says so.
      </p>
    </>
  );
}
