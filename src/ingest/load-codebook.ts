/**
 * The codebook from its YAML texts, one topic each. A scale always has `Unknown`; a value's order is its place from
 * the most open (0) to the most closed, and the values stand in that order, so that a list of them reads like the
 * line it describes.
 */
import { AppError, atFile, isAppError } from '#domain/errors.ts';
import { type Topic, topicSchema, UNKNOWN_STATUS } from '#domain/topic.ts';
import { checkCues } from './check-cues.ts';
import { checkYamlPart, parseYamlText, type YamlText, yamlFault } from './parse-yaml-text.ts';

/** A codebook file; `file` is the name that messages give. */
export type CodebookFile = { readonly file: string; readonly text: string };

/** One topic. Throws `invalid-input` with file, line and field when it does not fit or its scale is not sound. */
export function parseTopic(yamlText: string, file: string): Topic {
  try {
    const yaml = parseYamlText(yamlText);
    const topic = checkYamlPart(yaml, [], topicSchema, 'The topic');
    checkValues(yaml, topic);
    checkOrder(yaml, topic);
    checkOtherWords(yaml, topic);
    checkCues(yaml, topic);
    return topic;
  } catch (error) {
    throw isAppError(error) ? atFile(error, file) : error;
  }
}

/** All topics by position. Throws `invalid-input` when there is none, or two share a key or a position. */
export function parseCodebook(files: readonly CodebookFile[]): Topic[] {
  const owners = new Map<string, string>();
  const topics = files.map(({ file, text }) => {
    const topic = parseTopic(text, file);
    for (const claim of [`the key ${topic.key}`, `the position ${topic.position}`]) {
      const owner = owners.get(claim);
      if (owner !== undefined) {
        throw new AppError('invalid-input', `The topic has ${claim}, which ${owner} has too.`, {
          place: { file },
          remedy: 'Give each topic a key and a position of its own.',
        });
      }
      owners.set(claim, file);
    }
    return topic;
  });
  if (topics.length === 0) {
    throw new AppError('invalid-input', 'The codebook has no topics.', {
      remedy: 'Put one YAML file for each topic into the folder data/codebook.',
    });
  }
  return topics.sort((a, b) => a.position - b.position);
}

function checkValues(yaml: YamlText, topic: Topic): void {
  const seen = new Set<string>();
  topic.statuses.forEach(({ value }, index) => {
    if (seen.has(value)) throw yamlFault(yaml, ['statuses', index, 'value'], `The scale has ${value} twice.`);
    seen.add(value);
  });
  if (!seen.has(UNKNOWN_STATUS)) {
    throw yamlFault(yaml, ['statuses'], `The scale has no ${UNKNOWN_STATUS}, which every scale must have.`);
  }
}

/** Ranks rise from one value to the next; an unordered scale has none. */
function checkOrder(yaml: YamlText, topic: Topic): void {
  let last = -1;
  topic.statuses.forEach(({ value, order }, index) => {
    if (order === null) return;
    const path = ['statuses', index, 'order'];
    if (!topic.ordered) throw yamlFault(yaml, path, `${value} has an order, but the scale is not ordered.`);
    if (value === UNKNOWN_STATUS) throw yamlFault(yaml, path, `${UNKNOWN_STATUS} has no place on the line.`);
    if (order !== last + 1) {
      throw yamlFault(yaml, path, `${value} has the order ${order} where ${last + 1} is next.`);
    }
    last = order;
  });
  if (topic.ordered && last < 1)
    throw yamlFault(yaml, ['ordered'], 'An ordered scale needs two values with an order.');
}

/** A word of another tracker that stood for two values would decide nothing. */
function checkOtherWords(yaml: YamlText, topic: Topic): void {
  const owners = new Map<string, string>();
  topic.statuses.forEach(({ value, alsoCalled }, index) => {
    alsoCalled.forEach((word, position) => {
      const path = ['statuses', index, 'alsoCalled', position];
      if (word !== word.toLowerCase()) throw yamlFault(yaml, path, `“${word}” is not in lower case.`);
      const owner = owners.get(word);
      if (owner !== undefined)
        throw yamlFault(yaml, path, `“${word}” stands for both ${owner} and ${value}.`);
      owners.set(word, value);
    });
  });
}
