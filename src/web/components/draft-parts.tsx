/** The parts of a page as the editor shows them: status, sections, laws, summary points, report. */
import { type LandmarkLaw, SECTION_KEYS } from '#domain/analysis.ts';
import { GROUNDS, UNKNOWN_REASONS } from '#domain/topic.ts';
import type { DraftView } from '../draft-view.ts';
import { writeOutline } from '../outline-text.ts';
import { GROUND_WORDS, SECTION_TITLES, UNKNOWN_REASON_WORDS } from '../wording.ts';
import { Area, Choice, Line, Rows } from './draft-fields.tsx';

type Props = { view: DraftView };

const DATE_HELP = '2024, 2024-06 or 2024-06-30';

/** Status, ground and date, with the scale of the topic. */
export function StatusPart({ view }: Props) {
  const { content, topic } = view;
  return (
    <fieldset class="draft-part" id="part-status">
      <legend>
        <h2>Status</h2>
      </legend>
      <p class="lead">{topic.question}</p>
      <div class="draft-grid">
        <Choice
          name="status"
          label="Status"
          value={content.status}
          none={null}
          options={topic.statuses.map(({ value, label }) => ({ value, label }))}
        />
        <Choice
          name="unknownReason"
          label="Why it is unknown"
          help="Only of the status Unknown."
          value={content.unknownReason}
          none="—"
          options={UNKNOWN_REASONS.map((value) => ({ value, label: UNKNOWN_REASON_WORDS[value] }))}
        />
        <Choice
          name="ground"
          label="What it rests on"
          value={content.ground}
          none="not stated"
          options={GROUNDS.map((value) => ({ value, label: GROUND_WORDS[value] }))}
        />
        <Line name="statusSince" label="Since" help={DATE_HELP} value={content.statusSince} />
      </div>
      <details class="draft-scale">
        <summary>The scale of {topic.title}</summary>
        <dl>
          {topic.statuses.map(({ label, definition }) => (
            <>
              <dt>{label}</dt>
              <dd>{definition}</dd>
            </>
          ))}
        </dl>
        <p>{topic.guidance}</p>
      </details>
      <details class="draft-scale">
        <summary>Language and format of the texts</summary>
        <div class="draft-grid">
          <Line
            name="language"
            label="Language"
            help="A code such as en or pt-BR."
            value={content.language}
          />
          <Choice
            name="textFormat"
            label="Format"
            value={content.textFormat}
            none={null}
            options={[
              { value: 'markdown', label: 'Markdown' },
              { value: 'plain', label: 'Plain text' },
            ]}
          />
        </div>
      </details>
    </fieldset>
  );
}

/** The prose, one text field for each section. */
export function SectionsPart({ view: { content } }: Props) {
  return (
    <>
      {SECTION_KEYS.map((key) => {
        const text = content.sections.find((section) => section.key === key)?.text ?? '';
        return (
          <fieldset class="draft-part" id={`part-${key}`}>
            <legend>
              <h2>{SECTION_TITLES[key]}</h2>
            </legend>
            <Area
              name={`section.${key}`}
              label={`${SECTION_TITLES[key]}, in ${content.textFormat === 'markdown' ? 'Markdown' : 'plain text'}`}
              value={text}
              rows={Math.min(24, Math.max(4, Math.ceil(text.length / 70) + 1))}
              preview
            />
            <p>
              <button type="submit" class="button" name="do" value={`cite:${key}`}>
                Save and cite a source
              </button>
            </p>
          </fieldset>
        );
      })}
    </>
  );
}

const NO_LAW: LandmarkLaw = {
  ...{ name: '', number: null, article: null, issuer: null, proposedOn: null, enactedOn: null },
  ...{ inForceOn: null, applicableOn: null, repealedOn: null, url: null, note: null },
};

/** Laws as rows. */
export function LawsPart({ view: { content, more } }: Props) {
  return (
    <fieldset class="draft-part" id="part-laws">
      <legend>
        <h2>Table of laws</h2>
      </legend>
      <Rows
        noun="law"
        add="Add a law"
        rows={content.laws}
        blank={NO_LAW}
        more={more === 'law'}
        titleOf={({ name, number }) => [name, number].filter((word) => word !== null).join(' · ')}
      >
        {(law, at) => (
          <>
            <Line name={`${at}.name`} label="Name" value={law.name} wide />
            <Line name={`${at}.number`} label="Number" value={law.number} />
            <Line name={`${at}.article`} label="Article" value={law.article} />
            <Line name={`${at}.issuer`} label="Issued by" value={law.issuer} />
            <Line
              name={`${at}.proposedOn`}
              label="Proposed"
              value={law.proposedOn}
              placeholder="YYYY-MM-DD"
            />
            <Line name={`${at}.enactedOn`} label="Enacted" value={law.enactedOn} placeholder="YYYY-MM-DD" />
            <Line name={`${at}.inForceOn`} label="In force" value={law.inForceOn} placeholder="YYYY-MM-DD" />
            <Line
              name={`${at}.applicableOn`}
              label="Applicable"
              value={law.applicableOn}
              placeholder="YYYY-MM-DD"
            />
            <Line
              name={`${at}.repealedOn`}
              label="Repealed"
              value={law.repealedOn}
              placeholder="YYYY-MM-DD"
            />
            <Line name={`${at}.url`} label="Address" value={law.url} wide />
            <Area name={`${at}.note`} label="Note" value={law.note} rows={2} />
          </>
        )}
      </Rows>
    </fieldset>
  );
}

/** Summary points as indented text. */
export function OutlinePart({ view: { content } }: Props) {
  const text = writeOutline(content.outline?.headings ?? []);
  return (
    <fieldset class="draft-part" id="part-outline">
      <legend>
        <h2>Summary points</h2>
      </legend>
      <div class="draft-grid">
        <Line name="outline.title" label="Title" value={content.outline?.title ?? null} />
        <Line
          name="outline.overallStatus"
          label="Overall status, as the page words it"
          value={content.outline?.overallStatus ?? null}
        />
      </div>
      <Area
        name="outline.text"
        label="Points"
        help="One line for each point, two spaces deeper for each level. “IV. Heading” is numbered, “Rationale: words” has a label, and “| ” goes on with the point above."
        value={text}
        rows={Math.min(24, Math.max(4, text.split('\n').length + 1))}
      />
    </fieldset>
  );
}

const REPORT_LINES = [
  ['title', 'Title', ''],
  ['heading', 'Heading', ''],
  ['date', 'Date', DATE_HELP],
  ['topic', 'Topic, as the report words it', ''],
  ['question', 'Question', ''],
  ['identifiedStatus', 'Identified status', ''],
] as const;

/** The full analysis report. */
export function ReportPart({ view: { content, more } }: Props) {
  const { report } = content;
  return (
    <fieldset class="draft-part" id="part-report">
      <legend>
        <h2>Full analysis report</h2>
      </legend>
      <div class="draft-grid">
        {REPORT_LINES.map(([name, label, help]) => (
          <Line
            name={`report.${name}`}
            label={label}
            value={report?.[name] ?? null}
            {...(help === '' ? {} : { help })}
          />
        ))}
      </div>
      <Area name="report.narrative" label="Narrative" value={report?.narrative ?? ''} rows={8} preview />
      <h3>Source excerpts</h3>
      <Rows
        noun="excerpt"
        add="Add an excerpt"
        rows={report?.excerpts ?? []}
        blank={{ source: '', context: '' }}
        more={more === 'excerpt'}
        titleOf={({ source }) => source}
      >
        {(excerpt, at) => (
          <>
            <Line name={`${at}.source`} label="Source" value={excerpt.source} wide />
            <Area name={`${at}.context`} label="Context and quotation" value={excerpt.context} rows={4} />
          </>
        )}
      </Rows>
      <h3>List of links</h3>
      <Rows
        noun="link"
        add="Add a link"
        rows={report?.links ?? []}
        blank={{ text: '', urls: [], note: null }}
        more={more === 'link'}
        titleOf={({ text }) => text}
      >
        {(link, at) => (
          <>
            <Area name={`${at}.text`} label="Text with the address" value={link.text} rows={2} />
            <Line name={`${at}.note`} label="Note" value={link.note} wide />
          </>
        )}
      </Rows>
      <Area name="report.disclaimer" label="Disclaimer" value={report?.disclaimer ?? null} rows={3} />
    </fieldset>
  );
}
