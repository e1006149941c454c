/** Whether an image names its tag or digest; without either, `latest` is meant. */
function tagOf(image: string): string | undefined {
  const [name = '', digest] = image.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  if (colon !== -1) return last.slice(colon + 1);
  return digest === undefined ? 'latest' : undefined;
}

/** The pull policy the API fills in. @source kubelet-semantics S4 */
export function defaultPullPolicy(image: string): 'Always' | 'IfNotPresent' {
  return tagOf(image) === 'latest' ? 'Always' : 'IfNotPresent';
}
