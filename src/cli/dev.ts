import { run } from './entry.js';

await run(process.argv.slice(2));
