import type { ContainerSpec } from '../kubelet/pod-spec.js';
import type { Context } from './context.js';
import type { PodSource } from './pod-source.js';

/** What a container holds up that runs for ever; undefined: nothing, as most containers should. */
function holdsUp({ kind }: PodSource, { type }: ContainerSpec): string | undefined {
  if (type === 'init') return 'its pod never gets past it';
  return type === 'container' && (kind === 'Job' || kind === 'CronJob') ? 'its Job never completes' : undefined;
}

/**
 * Notes containers that are meant to end and run for ever, since no process matches them.
 *
 * @param isMatched whether some process may run in a container
 */
export function remarkOnEndless(
  sources: readonly PodSource[],
  isMatched: (container: ContainerSpec) => boolean,
  { remark }: Context,
): void {
  for (const source of sources) {
    for (const container of source.template.spec.containers) {
      const held = holdsUp(source, container);
      if (held === undefined || isMatched(container)) continue;
      const { name, type } = container;
      const what = type === 'init' ? `init container ${name}` : `container ${name}`;
      const way = `processes: [{match: {container: ${name}}, attempts: [{run: 5s}]}]`;
      const message = `no process matches ${what}, so it runs for ever and ${held}; to let it end, write ${way}`;
      remark(source.span, message, `${source.kind.toLowerCase()} ${source.name}`);
    }
  }
}
