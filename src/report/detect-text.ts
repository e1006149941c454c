import type { DetectedAlert, DetectedPipeline, DetectedSubject, Detection } from '../analysis/detect/detection.js';
import {
  alertSentences,
  busiestText,
  noticeSentence,
  pipelineSentences,
  rounded,
  subjectName,
  VERDICTS,
} from './detect-words.js';
import { type Column, renderTable } from './table.js';
import { duration, wrapped } from './words.js';

export interface DetectTextOptions {
  readonly width: number;
  /** `all`: also the expressions, and what is silent at length; when single rules were asked for. */
  readonly detail: 'all' | 'some';
}

const MOST_ROWS = 10;
const GAP = '  ';

const seconds = (value: number | null): string => (value === null ? '-' : duration(value));

const SUBJECT_COLUMNS: readonly Column<DetectedSubject>[] = [
  { title: 'FOR', cell: subjectName },
  { title: 'PENDING', cell: ({ pendingSeconds }) => duration(pendingSeconds), align: 'right' },
  { title: 'FIRES', cell: ({ firesSeconds }) => seconds(firesSeconds), align: 'right' },
  { title: 'RESOLVES', cell: ({ resolvesSeconds }) => seconds(resolvesSeconds), align: 'right' },
  { title: 'FLAPS', cell: flaps, align: 'right' },
];

type PipelineRow = DetectedPipeline['pods'][number];
const PIPELINE_COLUMNS: readonly Column<PipelineRow>[] = [
  { title: 'POD', cell: ({ pod }) => pod },
  { title: 'AT', cell: ({ atSeconds }) => duration(atSeconds), align: 'right' },
  { title: 'SAYS', cell: ({ verdict }) => VERDICTS[verdict] },
  { title: 'REASON', cell: ({ reason }) => reason ?? '-' },
];

/** How often it fired again after it had resolved, or was pending in vain. */
function flaps({ firings, gaveUp }: DetectedSubject): string {
  return String(Math.max(0, firings - 1) + gaveUp);
}

/** Tells who would have noticed a run, and when: a sentence and a small table for each. */
export function detectText(detection: Detection, options: DetectTextOptions): string {
  const { pipeline, alerts } = detection;
  const loud = alerts.filter(({ subjects }) => options.detail === 'all' || subjects.length > 0);
  const silent = alerts.filter((alert) => !loud.includes(alert));
  const parts = [
    heading(detection, options),
    ...(pipeline === null ? [] : [pipelineText(pipeline, options)]),
    ...loud.map((alert) => alertText(alert, detection, options)),
    ...(silent.length === 0 ? [] : [silentText(silent, options)]),
  ];
  return parts.join('\n');
}

function paragraph(lines: readonly string[], { width }: DetectTextOptions): string {
  return `${lines.flatMap((line) => wrapped(line, width)).join('\n')}\n`;
}

function heading(detection: Detection, options: DetectTextOptions): string {
  const { scenario, durationSeconds, kubeletVersion, fidelity, seed, prometheus } = detection;
  const { version, scrapeSeconds, evaluateSeconds } = prometheus;
  const often = `scraped every ${duration(scrapeSeconds)}, rules every ${duration(evaluateSeconds)}`;
  const run = `${scenario}: ${duration(durationSeconds)} on kubelet ${kubeletVersion} (${fidelity}, seed ${seed})`;
  return paragraph([run, `Prometheus ${version}, ${often}`, '', noticeSentence(detection)], options);
}

function pipelineText(pipeline: DetectedPipeline, options: DetectTextOptions): string {
  const { delaySeconds, waitPeriodSeconds, pods } = pipeline;
  const title = `pipeline: looks every ${duration(delaySeconds)} for ${duration(waitPeriodSeconds)}`;
  return `${paragraph([title, pipelineSentences(pipeline)], options)}${rows(PIPELINE_COLUMNS, pods, options)}`;
}

function alertText(alert: DetectedAlert, detection: Detection, options: DetectTextOptions): string {
  const held = alert.forSeconds === 0 ? 'at once' : `for ${duration(alert.forSeconds)}`;
  const lines = [
    `${alert.rule}: ${alert.alert}, ${held}`,
    ...(options.detail === 'all' ? [alert.about, `  ${alert.expr}`] : []),
    alertSentences(alert, detection),
    ...(alert.rule === 'restarts' ? [busiestText(detection, alert)] : []),
  ];
  return `${paragraph(lines, options)}${rows(SUBJECT_COLUMNS, alert.subjects, options)}`;
}

/** A table, or its rows as lists where it would be too wide. */
function rows<Row>(columns: readonly Column<Row>[], all: readonly Row[], { width }: DetectTextOptions): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, MOST_ROWS);
  const more = all.length > shown.length ? `… and ${all.length - shown.length} more\n` : '';
  const table = renderTable(columns, shown, GAP);
  const fits = table.split('\n').every((line) => line.length <= width);
  const lists = shown.map((row) => {
    const [first, ...others] = columns.map(({ title, cell }) => ({ title: title.toLowerCase(), text: cell(row) }));
    return `${first?.text ?? ''}\n${wrapped(others.map(({ title, text }) => `${title} ${text}`).join(', '), width - 2)
      .map((line) => `  ${line}`)
      .join('\n')}\n`;
  });
  return `${fits ? table : lists.join('')}${more}`;
}

function silentText(silent: readonly DetectedAlert[], options: DetectTextOptions): string {
  const names = silent.map(({ rule, highest, threshold }) => {
    const near = highest !== null && threshold !== null && highest > 0;
    return near ? `${rule} (reaches ${rounded(highest)}, asks for more than ${rounded(threshold)})` : rule;
  });
  return paragraph([`Never pending: ${names.join(', ')}.`], options);
}
