export type { Bands } from './analysis/bands.js';
export type { Run } from './analysis/run.js';
export { type BackoffChart, backoffChart } from './report/charts/backoff-chart.js';
export { type BandsChart, bandsChart } from './report/charts/bands-chart.js';
export type { Chart } from './report/charts/chart.js';
export {
  type Curve,
  type CurvePoint,
  type CurvesChart,
  policiesChart,
  restartsChart,
} from './report/charts/curves-chart.js';
export { drawChart } from './report/charts/draw-chart.js';
export type { ChartHead, ChartTerms } from './report/charts/head.js';
export type { Look } from './report/charts/look.js';
export { THEMES, type Theme } from './report/charts/palette.js';
export type { ChartDocument, SvgElement } from './report/charts/svg.js';
