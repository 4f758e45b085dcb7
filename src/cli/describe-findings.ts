/** Findings as lines for people: gravest first, the same thing said once with how often, and their sum. */
import { type Finding, SEVERITIES } from '#domain/finding.ts';

const WIDTH = Math.max(...SEVERITIES.map((severity) => severity.length));

/** What of a finding is shown. */
export type ShownFinding = Pick<Finding, 'code' | 'severity' | 'message'>;

/** One line for each different finding; empty for none. */
export function describeFindings(findings: readonly ShownFinding[]): string[] {
  const counts = new Map<string, number>();
  for (const severity of SEVERITIES) {
    for (const finding of findings.filter((one) => one.severity === severity)) {
      const line = `  ${severity.padEnd(WIDTH)}  ${finding.code}: ${finding.message}`;
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
}

/** `10 findings: 1 critical, 1 major, 8 info`, or `no findings`. */
export function sumFindings(findings: readonly Pick<Finding, 'severity'>[]): string {
  if (findings.length === 0) return 'no findings';
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return `${counted(findings.length, 'finding')}: ${parts.join(', ')}`;
}

/** `1 page`, `2 pages`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
