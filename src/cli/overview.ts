import { wrapped } from '../report/words.js';
import type { CommandModule } from './command.js';
import { VERB_GROUPS } from './verbs.js';

const INDENT = '  ';
const GAP = '   ';

export const EXIT_CODES =
  'Exit codes: 0 good, 1 an expectation failed, a claim does not hold or an object is not there, 2 bad input, 70 a bug of ours, 74 output not written.';

/** What `crashloop --help` says: every verb in a line, those that belong together together. */
export function overviewText(columns: number): string {
  const all = VERB_GROUPS.flatMap(({ commands }) => commands);
  const verbWidth = Math.max(...all.map((command) => callOf(command).length));
  const groups = VERB_GROUPS.map(({ title, commands }) =>
    [`${title}:`, ...commands.flatMap((command) => verbLines(command, verbWidth, columns))].join('\n'),
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

function verbLines(command: CommandModule, verbWidth: number, columns: number): readonly string[] {
  const room = Math.max(columns - INDENT.length - verbWidth - GAP.length, 20);
  return wrapped(command.summary, room).map((line, at) => {
    return `${INDENT}${(at === 0 ? callOf(command) : '').padEnd(verbWidth)}${GAP}${line}`;
  });
}

function callOf({ verb, positionals }: CommandModule): string {
  return `${verb} ${positionals}`.trim();
}
