import type { BackoffChart } from './backoff-chart.js';
import type { BandsChart } from './bands-chart.js';
import type { CurvesChart } from './curves-chart.js';
import type { DaysChart } from './days-chart.js';
import type { NodeChart } from './node-chart.js';
import type { TimelineChart } from './timeline-chart.js';

/** Everything a picture needs, as plain data: it can be stored in a page and drawn there anew. */
export type Chart = TimelineChart | CurvesChart | BackoffChart | BandsChart | NodeChart | DaysChart;
