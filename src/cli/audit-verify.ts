/** `regatlas audit verify`: says whether the trail is whole, and else where it breaks and what that looks like. */
import { AppError } from '#domain/errors.ts';
import { type ContentCheck, verifyContents } from '#store/verify-contents.ts';
import { type TrailCheck, verifyTrail } from '#store/verify-trail.ts';
import type { CliContext } from './context.ts';
import { counted } from './describe-findings.ts';
import { EXIT } from './exit-codes.ts';

/** Runs it; exit code 1 when something does not add up. `head` is a hash noted earlier. */
export async function runAuditVerify(context: CliContext, head: string | undefined): Promise<void> {
  const { out } = context;
  const noted = head?.trim().toLowerCase();
  if (noted !== undefined && !/^[0-9a-f]{64}$/.test(noted)) {
    throw new AppError('invalid-input', `“${head}” is not the hash of a head.`, {
      place: { field: '--head' },
      remedy: 'Give the 64 hexadecimal digits that `regatlas audit verify` printed.',
    });
  }
  await using app = await context.openApp();
  const { trail, contents } = await app.store.read(async (tx) => ({
    trail: await verifyTrail(tx, { noted }),
    contents: await verifyContents(tx),
  }));
  const broken = trail.broken ?? contents.broken;
  out.json({
    whole: broken === null,
    events: trail.events,
    versions: contents.versions,
    head: trail.head,
    broken: trail.broken,
    brokenContent: contents.broken,
  });
  for (const line of describeCheck(trail, contents, noted)) out.line(line);
  if (broken !== null) process.exitCode = EXIT.findings;
}

function describeCheck(trail: TrailCheck, contents: ContentCheck, noted: string | undefined): string[] {
  const lines = [];
  const seen = `${counted(trail.events, 'event')} in one chain`;
  if (trail.broken === null) lines.push(`Trail     whole: ${seen}.`);
  else lines.push(`Trail     BROKEN after ${seen}.`, ...describeBreak(trail.broken));
  const versions = counted(contents.versions, 'version');
  if (contents.broken === null)
    lines.push(`Contents  whole: ${versions}, all publications and captured bytes.`);
  else lines.push(`Contents  BROKEN after ${versions}.`, ...describeBreak(contents.broken));
  if (trail.broken === null && trail.head !== null) {
    lines.push(`Head      ${trail.head.hash} (event ${trail.head.id})`);
    if (noted !== undefined) lines.push('          The head that was noted is in the trail.');
    lines.push('          Note it outside of this installation and give it to --head next time.');
  }
  return lines;
}

function describeBreak(broken: NonNullable<TrailCheck['broken']>): string[] {
  const place = broken.event === null ? 'behind the last event' : `event ${broken.event}`;
  const subject = broken.subject === null ? '' : `, ${broken.subject}`;
  return [`          ${broken.kind} at ${place}${subject}`, `          ${broken.words}`];
}
