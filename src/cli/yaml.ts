import { stringify } from 'yaml';

/** A value as a YAML document of its own. */
export function yamlDocument(value: unknown): string {
  return `---\n${stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 })}`;
}
