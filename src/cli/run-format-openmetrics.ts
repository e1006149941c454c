import { gridUntil } from '../analysis/metrics/grid.js';
import { KUBE_STATE_METRICS, type Scraped, scrape } from '../analysis/metrics/scrape.js';
import { openMetrics } from '../report/openmetrics.js';
import { SECOND_MS } from '../time/units.js';
import { type Io, UsageError } from './io.js';
import { durationFlag } from './kubelet-flags.js';
import type { RunAnswer, RunFlags, RunFormat } from './run-format.js';

/** Some 4 GB of text. */
const MOST_SAMPLES = 30_000_000;

/** What a Prometheus would have scraped, for a real one to load. */
export const openMetricsFormat: RunFormat = {
  describe: 'kube-state-metrics as scraped, for Prometheus to load',
  flags: {
    scrape: {
      type: 'string',
      requiresArg: true,
      default: '30s',
      describe: 'of -o openmetrics: how far apart scrapes are',
    },
  },
  examples: [['scenarios/exits-immediately.yaml -o openmetrics', 'the metrics a Prometheus would have scraped']],
  runs: (answers, io, flags) => {
    const [answer, ...others] = answers;
    if (answer === undefined) return;
    if (others.length > 0) {
      throw new UsageError(`-o openmetrics tells one scenario, not ${answers.length}: a file of metrics has one end`);
    }
    write(scrapedOf(answer, flags), io);
  },
};

function scrapedOf({ compiled, trace }: RunAnswer, flags: RunFlags): Scraped {
  const text = String(flags.scrape);
  const stepMs = durationFlag('scrape', text);
  if (stepMs < SECOND_MS) throw new UsageError(`--scrape ${text}: scrapes are at least 1s apart`);
  const grid = gridUntil(compiled.plan.durationMs, { firstMs: 0, stepMs });
  const scraped = scrape(trace, { grid, target: KUBE_STATE_METRICS });
  const samples = scraped.series.reduce((sum, series) => sum + series.sampleCount(grid.count), 0);
  if (samples > MOST_SAMPLES) {
    const found = `${Math.round(samples / 1e6)} million samples; at most ${MOST_SAMPLES / 1e6} million are written`;
    throw new UsageError(`--scrape ${text} gives ${found}\nhint: scrape less often, or a shorter --for`);
  }
  return scraped;
}

function write(scraped: Scraped, io: Io): void {
  for (const piece of openMetrics(scraped)) io.stdout(piece);
}
