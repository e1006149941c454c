import { expect, it } from 'vitest';
import type { Io } from '../../src/cli/io.js';
import { reportError } from '../../src/cli/report-error.js';
import { simulateWatched } from '../../src/cli/simulate.js';
import { compileScenario } from '../../src/scenario/compile.js';
import { parseScenario } from '../../src/scenario/parse.js';
import { Quiet } from '../../src/trace/quiet.js';
import { TraceFullError } from '../../src/trace/trace-full.js';

const TEXT = `apiVersion: crashloop.dev/v1alpha1
kind: Scenario
metadata: {name: many}
spec:
  processes: [{match: {pod: web}, attempts: [{run: 0s, exit: 1}]}]
`;

class Full extends Quiet {
  override started(): void {
    throw new TraceFullError();
  }
}

it('names the file of a run that leaves too much behind', async () => {
  const { plan } = compileScenario(parseScenario(TEXT, { file: 'many.yaml' }));
  let stderr = '';
  const io = {
    clockMs: () => 0,
    breathe: async () => {},
    interrupted: () => false,
    stderr: (text: string) => {
      stderr += text;
    },
  } as unknown as Io;
  const failed = await simulateWatched({ plan, file: 'many.yaml' }, new Full(), io).catch((error: unknown) => error);
  expect(await reportError(failed, [], io)).toBe(2);
  expect(stderr).toMatch(/^many\.yaml: error\[trace-full\]: the run leaves more than \d+ facts behind\nhint: shorten/);
});
