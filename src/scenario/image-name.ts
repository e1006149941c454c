/** Where an image is found. */
export interface ImageReference {
  /** In full, as the runtime tells it: `docker.io/library/busybox:1.36`. */
  readonly full: string;
  readonly host: string;
  readonly path: string;
  /** Tag or digest. */
  readonly version: string;
}

const HOST = /^([a-zA-Z0-9.-]+)(:[0-9]+)?$/;
const COMPONENT = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^[\w][\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+:[a-fA-F0-9]{32,}$/;

function splitHost(name: string): readonly [host: string, path: string] {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  const isHost = slash > 0 && (/[.:]/.test(first) || first === 'localhost') && HOST.test(first);
  if (isHost) return [first, name.slice(slash + 1)];
  return ['docker.io', slash === -1 ? `library/${name}` : name];
}

/**
 * Reads an image as container runtimes do; undefined when it is no valid name.
 *
 * @source github.com/distribution/reference ParseNormalizedNamed
 */
export function imageReference(image: string): ImageReference | undefined {
  const [named = '', digest, ...more] = image.split('@');
  const [host, rest] = splitHost(named);
  const colon = rest.lastIndexOf(':');
  const path = colon === -1 ? rest : rest.slice(0, colon);
  const tag = colon === -1 ? undefined : rest.slice(colon + 1);
  if (more.length > 0 || !REPOSITORY.test(path)) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  if (digest !== undefined && !DIGEST.test(digest)) return undefined;
  const version = digest ?? tag ?? 'latest';
  return { full: `${host}/${path}${digest === undefined ? ':' : '@'}${version}`, host, path, version };
}
