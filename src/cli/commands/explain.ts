import { explainText, NoClockError } from '../../analysis/explain/explain.js';
import { EvidenceError } from '../../evidence/evidence.js';
import { VERSION_NAMES } from '../../kubelet/versions.js';
import { explainAnswer } from '../../report/explain-answer.js';
import { explainReport } from '../../report/explain-text.js';
import { parseTimestamp } from '../../time/timestamp.js';
import { command } from '../command.js';
import { EXIT } from '../exit.js';
import { type Io, STDIN, UsageError } from '../io.js';

/** What a pod has been through and when it starts again, from whatever kubectl printed about it. */
export const explainCommand = command({
  options: (yargs) =>
    yargs
      .positional('file', {
        type: 'string',
        describe:
          "kubectl get (table, row, json, yaml), describe or events, or a kubelet's back-off line; standard input by default",
      })
      .option('now', {
        type: 'string',
        requiresArg: true,
        describe: 'when it was printed, such as 2026-01-10T12:00:00Z; else its newest time, else the clock',
      })
      .option('kubelet', { type: 'string', choices: VERSION_NAMES, describe: 'Kubernetes minor of the kubelet' })
      .option('kubelet-config', { type: 'string', describe: 'a real KubeletConfiguration file', requiresArg: true })
      .option('output', {
        alias: 'o',
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'how to tell it',
      })
      .example('$0 examples/three-lines.txt --now 2026-11-20T15:42:00Z', 'three lines from a terminal')
      .example('cat examples/web.json | $0 - --kubelet 1.34', 'kubectl get pod web -o json | crashloop explain')
      .example('$0 examples/describe.txt -o json', 'for a script'),
  work: async (args, io) => {
    const file = args.file ?? STDIN;
    const config = args['kubelet-config'];
    const options = {
      nowMs: args.now === undefined ? undefined : nowFlag(args.now),
      wallMs: io.wallMs(),
      isLive: file === STDIN,
      version: args.kubelet,
      config: config === undefined ? undefined : { file: config, text: io.readFile(config) },
    };
    const explanation = explained(readText(file, io), file, options);
    if (args.output === 'json') io.stdout(`${JSON.stringify(explainAnswer(explanation), undefined, 2)}\n`);
    else io.stdout(explainReport(explanation, io.columns));
    return EXIT.good;
  },
});

/** What was printed is often pasted where a file is meant. */
function readText(file: string, io: Io): string {
  try {
    return io.readFile(file);
  } catch (error) {
    if (!(error instanceof UsageError) || !/\s/.test(file)) throw error;
    throw new UsageError(`${error.message}\nhint: text goes to standard input: echo '…' | crashloop explain`);
  }
}

function nowFlag(text: string): number {
  const atMs = parseTimestamp(text);
  if (atMs !== undefined) return atMs;
  throw new UsageError(`--now ${text} is no time\nhint: write one as Kubernetes does: 2026-01-10T12:00:00Z`);
}

function explained(
  text: string,
  file: string,
  options: Parameters<typeof explainText>[1],
): ReturnType<typeof explainText> {
  try {
    return explainText(text, options);
  } catch (error) {
    if (error instanceof EvidenceError || error instanceof NoClockError)
      throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}
