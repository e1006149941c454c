/**
 * The width of a text in a terminal, for texts without wide characters, as all of our help is.
 *
 * Stands in for `string-width` in the bundle, whose Unicode tables take longer to load than all the rest of a command.
 */
export default function plainWidth(text) {
  return [...text].length;
}
