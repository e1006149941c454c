import { globMatches } from './glob.js';

/** Whether an image name, as written in a manifest, matches a pattern; one without a tag has the tag latest, too. */
export function imageMatches(pattern: string, image: string): boolean {
  if (globMatches(pattern, image)) return true;
  const isTagged = image.includes('@') || image.lastIndexOf(':') > image.lastIndexOf('/');
  return !isTagged && globMatches(pattern, `${image}:latest`);
}
