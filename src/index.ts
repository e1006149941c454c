export { buildRun } from './analysis/build-run.js';
