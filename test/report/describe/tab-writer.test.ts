import { describe, expect, it } from 'vitest';
import { alignTabs } from '../../../src/report/describe/tab-writer.js';

/** @source go text/tabwriter tabwriter_test.go and its documentation, with padding 2 */
describe('columns of tabs', () => {
  it.each([
    ['', ''],
    ['no tab', 'no tab'],
    ['a\tb', 'a  b'],
    ['a\tb\naaa\tb', 'a    b\naaa  b'],
    // A line without the cell ends the column.
    ['a\tb\nlong line\naaa\tb', 'a  b\nlong line\naaa  b'],
    // A column lives inside the one before it.
    ['a\tb\tc\naa\tbb\naaa\tbbb\tc', 'a    b  c\naa   bb\naaa  bbb  c'],
    // An empty cell takes its room.
    ['\tb\naa\tb', '    b\naa  b'],
    ['a\t\tb', 'a    b'],
    ['é\tb\n€€\tb\n😀\tb', 'é   b\n€€  b\n😀   b'],
  ])('%j', (text, aligned) => {
    expect(alignTabs(text)).toBe(aligned);
  });
});
