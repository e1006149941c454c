import { wrapped } from '../report/words.js';
import { EXIT_CODES } from './help-page.js';
import { VERB_GROUPS, VERBS, type Verb } from './verbs.js';

const INDENT = '  ';
const GAP = '   ';

/** What `crashloop --help` says: every verb in a line, those that belong together together. */
export function overviewText(columns: number): string {
  const verbWidth = Math.max(...VERBS.map((verb) => callOf(verb).length));
  const groups = VERB_GROUPS.map(({ title, verbs }) =>
    [`${title}:`, ...verbs.flatMap((verb) => verbLines(verb, verbWidth, columns))].join('\n'),
  );
  const intro = wrapped('Simulates why a Kubernetes container keeps restarting, and when it starts next.', columns);
  return [
    'crashloop <command>',
    intro.join('\n'),
    ...groups,
    wrapped(
      'crashloop <command> --help shows its flags, with examples; crashloop --version which one this is.',
      columns,
    ).join('\n'),
    wrapped(EXIT_CODES, columns).join('\n'),
  ].join('\n\n');
}

function verbLines(verb: Verb, verbWidth: number, columns: number): readonly string[] {
  const room = Math.max(columns - INDENT.length - verbWidth - GAP.length, 20);
  return wrapped(verb.summary, room).map((line, at) => {
    return `${INDENT}${(at === 0 ? callOf(verb) : '').padEnd(verbWidth)}${GAP}${line}`;
  });
}

function callOf({ verb, positionals }: Verb): string {
  return `${verb} ${positionals}`.trim();
}
