import { describe, expect, it } from 'vitest';
import { readProviderAnswer } from './read-answer.ts';

const segments = (raw: unknown) =>
  readProviderAnswer(JSON.stringify(raw))!.supports.map((each) => each.segmentText);

describe('readProviderAnswer', () => {
  it('takes the sentence before an OpenAI link as the statement', () => {
    const text = 'Rules exist. Banks must register. ([a.example](https://a.example/x)) Done.';
    const start_index = text.indexOf('(');
    const annotation = {
      type: 'url_citation',
      start_index,
      end_index: text.indexOf(' Done'),
      url: 'https://a.example/x',
    };
    const content = [{ type: 'output_text', text, annotations: [annotation] }];
    const response = { object: 'response', model: 'gpt-x', output: [{ type: 'message', content }] };
    expect(segments(response)).toEqual(['Banks must register.']);
    expect(segments([{ type: 'response.created' }, { type: 'response.completed', response }])).toEqual([
      'Banks must register.',
    ]);
    const message = { content: text, annotations: [{ type: 'url_citation', url_citation: annotation }] };
    const completion = readProviderAnswer(JSON.stringify({ model: 'gpt-x', choices: [{ message }] }))!;
    expect([completion.provider, completion.chunks[0]?.url]).toEqual(['openai', 'https://a.example/x']);
    expect(completion.supports[0]?.segmentText).toBe('Banks must register.');
  });

  it('reads numbered markers, and keeps a number without a source', () => {
    const content = 'Trading is legal.[1][3] Mining\n- is taxed [2].\n[2] only.';
    const raw = {
      model: 'sonar',
      citations: ['https://a.example', 'https://b.example'],
      choices: [{ message: { content } }],
    };
    const answer = readProviderAnswer(JSON.stringify(raw))!;
    expect(answer.supports.map((each) => [each.segmentText, each.chunkIndices])).toEqual([
      ['Trading is legal.', [0, 2]],
      ['is taxed', [1]],
      [null, [1]],
    ]);
    expect(answer.chunks).toHaveLength(2);
  });

  it('joins a streamed Perplexity answer', () => {
    const events = [
      { model: 'sonar', choices: [{ delta: { content: 'Trading is ' } }] },
      {
        model: 'sonar',
        choices: [{ delta: { content: 'legal.[1]' } }],
        search_results: [{ url: 'https://a.example', title: 'A' }],
      },
    ];
    const answer = readProviderAnswer(events.map((event) => `data: ${JSON.stringify(event)}`).join('\n\n'))!;
    expect([answer.parts, answer.supports[0]?.segmentText, answer.chunks[0]?.title]).toEqual([
      ['Trading is legal.[1]'],
      'Trading is legal.',
      'A',
    ]);
  });

  it('takes the whole block of an Anthropic answer as the statement, streamed or not', () => {
    const citation = {
      type: 'char_location',
      cited_text: 'Sec. 1',
      document_title: 'Act',
      start_char_index: 900,
    };
    const message = {
      type: 'message',
      role: 'assistant',
      content: [
        { type: 'text', text: 'See: ' },
        { type: 'text', text: 'Banks may hold it.', citations: [citation] },
      ],
    };
    const events = [
      { type: 'message_start', message: {} },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Banks may ' } },
      { type: 'content_block_delta', index: 0, delta: { type: 'citations_delta', citation } },
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hold it.' } },
      { type: 'content_block_stop', index: 0 },
    ];
    for (const raw of [message, events]) {
      const answer = readProviderAnswer(JSON.stringify(raw))!;
      expect([answer.provider, answer.supports[0]?.segmentText]).toEqual(['anthropic', 'Banks may hold it.']);
      expect(answer.chunks).toEqual([{ url: null, title: 'Act', citedText: 'Sec. 1', identified: true }]);
    }
  });

  it('reads both versions of Cohere', () => {
    const cited = { start: 0, end: 9, text: 'It is so.' };
    const old = {
      text: 'It is so.',
      citations: [{ ...cited, document_ids: ['d1', 'd9'] }],
      documents: [
        { id: 'd0', title: 'Other' },
        { id: 'd1', title: 'Act', url: 'https://a.example', snippet: 'so' },
      ],
    };
    const document = { id: 'd1', title: 'Act', text: 'so' };
    const current = {
      message: {
        content: [{ type: 'text', text: 'It is so.' }],
        citations: [{ ...cited, sources: [{ type: 'document', id: 'd1', document }] }],
      },
    };
    expect(readProviderAnswer(JSON.stringify(old))!.supports[0]!.chunkIndices).toEqual([1, -1]);
    expect(readProviderAnswer(JSON.stringify(current))!.chunks[0]).toMatchObject({
      title: 'Act',
      citedText: 'so',
    });
  });

  it('invents no statement for xAI citations without a place', () => {
    const content = [
      {
        type: 'output_text',
        text: 'A. B.',
        annotations: [{ type: 'url_citation', url: 'https://a.example' }],
      },
    ];
    const raw = { object: 'response', model: 'grok-4', output: [{ type: 'message', content }] };
    expect(readProviderAnswer(JSON.stringify(raw))).toMatchObject({
      provider: 'xai',
      supports: [],
      chunks: [{ url: 'https://a.example' }],
    });
  });

  it('chooses the unit under which Interactions annotations fall on word edges', () => {
    const text = 'Přehled změn účinných ode dneška. Banks register early.';
    const start = text.indexOf('Banks');
    const byte = Buffer.byteLength(text.slice(0, start));
    const raw = (start_index: number, end_index: number) => ({
      object: 'interaction',
      steps: [
        {
          type: 'model_output',
          content: [
            {
              type: 'text',
              text,
              annotations: [{ type: 'url_citation', start_index, end_index, url: 'https://a.example' }],
            },
          ],
        },
      ],
    });
    expect(segments(raw(byte, Buffer.byteLength(text)))).toEqual(['Banks register early.']);
    expect(segments(raw(start, text.length))).toEqual(['Banks register early.']);
  });
});
