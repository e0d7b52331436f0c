// Whatever is put into a template of HTML stays text.
import fc from 'fast-check';
import { html } from '../../../src/http/html';

test('what is put in cannot open a tag, end an attribute or begin an entity', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', ';') }), (text) => {
      const { html: made } = html`${text}`;
      expect(made).not.toMatch(/[<>"']/);
      expect(made).not.toMatch(/&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
  );
});

test('templates in templates are not escaped twice', () => {
  const inner = html`<b>${'a & b'}</b>`;
  expect(html`<p>${inner}${[inner, html`!`]}${3}</p>`.html).toBe('<p><b>a &amp; b</b><b>a &amp; b</b>!3</p>');
});
