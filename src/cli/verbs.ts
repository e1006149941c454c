import type { CommandModule } from './command.js';

/** One verb: how it is called, and where what it does is loaded from, since a command line needs one of them only. */
export interface Verb {
  readonly verb: string;
  /** What follows the verb, as yargs writes it: `<files..>`. */
  readonly positionals: string;
  readonly summary: string;
  readonly load: () => Promise<CommandModule>;
}

/** Verbs that belong together, in the order in which people meet them. */
export interface VerbGroup {
  readonly title: string;
  readonly verbs: readonly Verb[];
}

/** Every verb there is. A new one is an entry in one of these lists. */
export const VERB_GROUPS: readonly VerbGroup[] = [
  {
    title: 'Simulate a scenario, and ask why',
    verbs: [
      {
        verb: 'run',
        positionals: '<files..>',
        summary: 'simulate scenarios: every restart, and why it waited as long as it did',
        load: async () => (await import('./commands/run.js')).runCommand,
      },
      {
        verb: 'why',
        positionals: '<file>',
        summary: 'tell one wait step by step: what the kubelet did, when, and by which rule',
        load: async () => (await import('./commands/why.js')).whyCommand,
      },
      {
        verb: 'compare',
        positionals: '<files..>',
        summary: 'the same scenario under several policies or releases, side by side',
        load: async () => (await import('./commands/compare.js')).compareCommand,
      },
    ],
  },
  {
    title: 'Look at the cluster at any time, in kubectl’s words',
    verbs: [
      {
        verb: 'get',
        positionals: '<resources..>',
        summary: 'list pods, events, nodes, deployments … as kubectl does, at any time of the run',
        load: async () => (await import('./commands/get.js')).getCommand,
      },
      {
        verb: 'describe',
        positionals: '<resources..>',
        summary: 'tell everything of pods, controllers, jobs, nodes or services, as kubectl does',
        load: async () => (await import('./commands/describe.js')).describeCommand,
      },
      {
        verb: 'events',
        positionals: '',
        summary: 'list events as kubectl events does: what was said, how often, and since when',
        load: async () => (await import('./commands/events.js')).eventsCommand,
      },
      {
        verb: 'logs',
        positionals: '[whose..]',
        summary: 'print what containers wrote, as kubectl does: also of the run before',
        load: async () => (await import('./commands/logs.js')).logsCommand,
      },
    ],
  },
  {
    title: 'Ask about a real pod',
    verbs: [
      {
        verb: 'explain',
        positionals: '[file]',
        summary: 'read what kubectl printed about a pod: when does it start again, and what has it been through',
        load: async () => (await import('./commands/explain.js')).explainCommand,
      },
    ],
  },
  {
    title: 'Ask who would have noticed',
    verbs: [
      {
        verb: 'detect',
        positionals: '<paths..>',
        summary: 'who would have noticed, and when: a deploy pipeline that polls, and alert rules people run',
        load: async () => (await import('./commands/detect.js')).detectCommand,
      },
    ],
  },
  {
    title: 'Reckon without a scenario',
    verbs: [
      {
        verb: 'restarts',
        positionals: '',
        summary: 'how many restarts in a time, when a crash number, and whether a claim can be true',
        load: async () => (await import('./commands/restarts.js')).restartsCommand,
      },
      {
        verb: 'check',
        positionals: '[claims..]',
        summary: 'judge claims, alerts and kubectl rows: can that have happened, and how?',
        load: async () => (await import('./commands/check.js')).checkCommand,
      },
    ],
  },
  {
    title: 'Write and check scenarios',
    verbs: [
      {
        verb: 'verify',
        positionals: '[paths..]',
        summary: 'run scenarios and check what they expect of themselves',
        load: async () => (await import('./commands/verify.js')).verifyCommand,
      },
      {
        verb: 'validate',
        positionals: '<files..>',
        summary: 'check scenario files and say every problem they have',
        load: async () => (await import('./commands/validate.js')).validateCommand,
      },
      {
        verb: 'schema',
        positionals: '',
        summary: 'print the JSON Schema of scenario files',
        load: async () => (await import('./commands/schema.js')).schemaCommand,
      },
    ],
  },
];

export const VERBS: readonly Verb[] = VERB_GROUPS.flatMap(({ verbs }) => verbs);
