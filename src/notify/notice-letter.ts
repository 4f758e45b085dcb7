/** The words of a letter with notices: plain text, one paragraph for each, and how to get no more of them. */
import type { NoticeReason } from '#domain/notice.ts';
import { withoutUnseen } from '#domain/unseen-characters.ts';
import type { PresentedNotice } from './present-notices.ts';

/** Subject, body and the headers by which a mail program offers to end the letters. */
export type NoticeLetter = {
  readonly subject: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** What a letter is made of. `publicUrl` without a slash at its end. `total` counts also what is not in `notices`. */
export type LetterParts = {
  readonly name: string;
  readonly delivery: 'at once' | 'daily' | 'weekly';
  readonly notices: readonly PresentedNotice[];
  readonly total: number;
  readonly publicUrl: string;
  readonly unsubscribeHref: string;
};

const LONGEST_SUBJECT = 150;

const REASON_WORDS: Readonly<Record<NoticeReason, string>> = {
  assignee: 'It is given to you.',
  author: 'You made this version.',
  thread: 'You take part in this discussion.',
  watch: 'You watch this page, its jurisdiction or its topic.',
};

/** Writes the letter. */
export function writeNoticeLetter(parts: LetterParts): NoticeLetter {
  const { name, notices, total, publicUrl, unsubscribeHref } = parts;
  const left = total - notices.length;
  const unsubscribe = `${publicUrl}${unsubscribeHref}`;
  const lines = [
    `${name},`,
    '',
    ...notices.flatMap((notice) => [...paragraphOf(notice, publicUrl), '']),
    ...(left > 0 ? [`And ${left} more: ${publicUrl}/notices`, ''] : []),
    '-- ',
    `All notices:       ${publicUrl}/notices`,
    `Which letters:     ${publicUrl}/account/notices`,
    `No more letters:   ${unsubscribe}`,
  ];
  return {
    subject: subjectOf(parts),
    body: `${lines.map(withoutUnseen).join('\n')}\n`,
    headers: {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

function paragraphOf(notice: PresentedNotice, publicUrl: string): string[] {
  const { page, analysis, sentence, change, href, compareHref, because } = notice;
  return [
    `${page} (#${analysis})`,
    `  ${oneLine(sentence)}`,
    ...(change === null ? [] : [`  ${change}`]),
    `  ${REASON_WORDS[because]}`,
    `  Page:     ${publicUrl}${href}`,
    ...(compareHref === null ? [] : [`  Compare:  ${publicUrl}${compareHref}`]),
  ];
}

/** One line: a subject with a line end in it would let words of strangers become headers. */
function subjectOf({ delivery, notices, total }: LetterParts): string {
  const [first] = notices;
  if (first === undefined) throw new Error('a letter without notices is not written');
  const words =
    delivery === 'at once'
      ? `${first.page}: ${first.sentence}${total > 1 ? ` (and ${total - 1} more)` : ''}`
      : `${delivery === 'daily' ? 'Today' : 'This week'} on Regatlas: ${total} ${total === 1 ? 'notice' : 'notices'}`;
  const line = withoutUnseen(oneLine(words));
  return line.length <= LONGEST_SUBJECT ? line : `${line.slice(0, LONGEST_SUBJECT - 1).trimEnd()}…`;
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
