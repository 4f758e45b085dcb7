/** Cues of a topic must be readable, use word groups that are there, and turn into values of the scale. */
import type { Topic } from '#domain/topic.ts';
import { parseCue } from '#grounding/signals/cue-grammar.ts';
import { groupsOf } from '#grounding/signals/cue-index.ts';
import { type YamlPath, type YamlText, yamlFault } from './parse-yaml-text.ts';

const RULES = ['whenAhead', 'whenProposed', 'whenDenied', 'whenEnded'] as const;

/** Throws `invalid-input` with the line of the first cue or rule that does not fit. */
export function checkCues(yaml: YamlText, topic: Topic): void {
  const { signals, statuses } = topic;
  const groups = groupsOf(topic);
  const check = (cues: readonly string[], path: YamlPath) => {
    cues.forEach((cue, index) => {
      try {
        parseCue(cue, groups);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw yamlFault(yaml, [...path, index], `The cue “${cue}” cannot be read: ${error.message}`);
      }
    });
  };
  if (signals !== undefined) {
    refuseRepeatedGroups(yaml, signals.groups);
    signals.groups.forEach(({ words }, index) => {
      check(words, ['signals', 'groups', index, 'words']);
    });
    for (const name of ['subjects', 'unless', 'open'] as const) check(signals[name], ['signals', name]);
  }
  statuses.forEach(({ value, signals: own }, index) => {
    if (own === undefined) return;
    const path = ['statuses', index, 'signals'];
    if (signals === undefined)
      throw yamlFault(yaml, path, `${value} has cues, but the topic says not what it is about.`);
    check(own.cues, [...path, 'cues']);
    check(own.unless ?? [], [...path, 'unless']);
    const targets = [
      ...RULES.map((rule) => [rule, own[rule]] as const),
      ...(own.whenBoth ?? []).map((value) => ['whenBoth', value] as const),
    ];
    for (const [rule, target] of targets) {
      if (target === undefined || statuses.some((each) => each.value === target)) continue;
      throw yamlFault(
        yaml,
        [...path, rule],
        `${rule} of ${value} names ${target}, which is no value of the scale.`,
      );
    }
  });
}

function refuseRepeatedGroups(yaml: YamlText, groups: readonly { readonly name: string }[]): void {
  groups.forEach(({ name }, index) => {
    const isTaken = name === 'subject' || groups.slice(0, index).some((each) => each.name === name);
    if (isTaken)
      throw yamlFault(yaml, ['signals', 'groups', index, 'name'], `The word group <${name}> is there twice.`);
  });
}
