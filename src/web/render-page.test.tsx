import { describe, expect, it } from 'vitest';
import { renderPage } from './render-page.ts';

describe('rendering a page', () => {
  it('lets no control character out, in text or attributes, and keeps the length of the text', () => {
    const html = renderPage(<p title={'a\u0001b'}>{'x\0y\u001B[31m\u0085z\tt\nn'}</p>);
    expect(html).toContain('title="a\uFFFDb"');
    expect(html).toContain('x\uFFFDy\uFFFD[31m\uFFFDz\tt\nn');
  });

  it('writes every line end as one line feed', () => {
    expect(renderPage(<p>{'a\r\nb\rc'}</p>)).toContain('a\nb\nc');
  });
});
