/** What draws charts, loaded when one is asked for: the build makes it a bundle of its own. */
export { bandsChart } from '../../report/charts/bands-chart.js';
export { comparisonCharts } from '../../report/compare-chart.js';
export { daysOf } from './days.js';
export { drawFile } from './draw.js';
export { chartsOfRun } from './run-charts.js';
