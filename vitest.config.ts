import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    testTimeout: 60_000,
    // Loading the sources anew for every file takes as long as the tests; none of them changes what another one reads.
    isolate: false,
    maxWorkers: '100%',
  },
});
