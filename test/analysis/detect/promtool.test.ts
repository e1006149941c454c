import { describe, expect, it } from 'vitest';
import { detected, PUBLISHED, planOfScenario } from '../../support/detected.js';
import { promtool, promtoolIsDue, promtoolVersion, rulesFile, rulesTest, testFile } from '../../support/promtool.js';

const MINUTE_MS = 60_000;
/** Longer than any rule waits. */
const LONG = { durationMs: 80 * MINUTE_MS };

/** Scenarios with every kind of trouble, among them those that are none. */
const STORIES = [
  'exits-immediately',
  'crash-after-28s',
  'liveness-failing',
  'image-not-found',
  'init-fails',
  'missing-configmap',
  'needs-database',
  'sawtooth-330s',
  'script-as-job',
  'canary-stalls',
  'sidecar-crash',
  'shop',
] as const;

it.runIf(promtoolIsDue)('promtool is installed where everything is to be tested', () => {
  expect(promtoolVersion).toBeDefined();
});

const title = promtoolVersion === undefined ? 'promtool (skipped: it is not installed)' : `promtool ${promtoolVersion}`;

describe.skipIf(promtoolVersion === undefined)(title, () => {
  it.each([
    { fidelity: 'exact', scrapePhaseMs: 0, tickMs: 30_000 },
    { fidelity: 'realistic', scrapePhaseMs: 10_000, tickMs: 10_000 },
  ] as const)('fires and resolves when we say: $fidelity, scrapes at $scrapePhaseMs ms', (mode) => {
    const { fidelity, scrapePhaseMs, tickMs } = mode;
    const tests = STORIES.map((name) => {
      const plan = planOfScenario(name, { fidelity, ...LONG });
      const { scraped, detection } = detected(plan, { version: '2', scrapePhaseMs });
      return rulesTest(scraped, detection, PUBLISHED, tickMs);
    });
    const files = { 'rules.yml': rulesFile(PUBLISHED), 'test.yml': testFile(tests) };
    const { ok, output } = promtool(['test', 'rules', 'test.yml'], files);
    expect(ok ? 'agrees' : output.slice(0, 4_000)).toBe('agrees');
  });
});
