type Labels = Readonly<Record<string, string>>;
type Test = (labels: Labels) => boolean;

/** A selector that is none: what is wrong with it, in the API server's words. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

const KEY = /^([a-z0-9A-Z]([-a-z0-9A-Z.]*[a-z0-9A-Z])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const SET = /^(\S+)\s+(in|notin)\s*\(([^()]*)\)$/;
const COMPARISON = /^([^=!<>\s]+)\s*(==|=|!=|<|>)\s*(\S*)$/;

/**
 * Reads a label selector: `app=web,tier!=db,env in (a,b),track notin (x),owner,!legacy,weight>3`; all must hold.
 *
 * @throws {SelectorError}
 * @source apimachinery pkg/labels/selector.go Parse
 */
export function labelSelector(text: string): Test {
  const terms = splitTerms(text).map((term) => termOf(term, text));
  return (labels) => terms.every((test) => test(labels));
}

/** At commas outside parentheses. */
function splitTerms(text: string): readonly string[] {
  return text.trim() === '' ? [] : text.split(/,(?![^(]*\))/).map((term) => term.trim());
}

function termOf(term: string, whole: string): Test {
  const set = SET.exec(term);
  if (set !== null) return setTest(set[1] ?? '', set[2] === 'in', set[3] ?? '', whole);
  const comparison = COMPARISON.exec(term);
  if (comparison !== null) return comparisonTest(comparison[1] ?? '', comparison[2] ?? '', comparison[3] ?? '', whole);
  const isAbsent = term.startsWith('!');
  const key = checked(KEY, isAbsent ? term.slice(1).trim() : term, whole);
  return (labels) => (labels[key] === undefined) === isAbsent;
}

function setTest(written: string, isIn: boolean, list: string, whole: string): Test {
  const key = checked(KEY, written, whole);
  const values = list.split(',').map((value) => checked(VALUE, value.trim(), whole));
  return (labels) => {
    const value = labels[key];
    return isIn === (value !== undefined && values.includes(value));
  };
}

function comparisonTest(written: string, operator: string, text: string, whole: string): Test {
  const key = checked(KEY, written, whole);
  const value = checked(VALUE, text, whole);
  if (operator === '!=') return (labels) => labels[key] !== value;
  if (operator !== '<' && operator !== '>') return (labels) => labels[key] === value;
  if (!/^-?\d+$/.test(value)) throw new SelectorError(`for 'Gt', 'Lt' operators, the value must be an integer`);
  const limit = Number(value);
  return (labels) => {
    const label = labels[key];
    if (label === undefined || !/^-?\d+$/.test(label)) return false;
    return operator === '<' ? Number(label) < limit : Number(label) > limit;
  };
}

function checked(form: RegExp, text: string, whole: string): string {
  if (form.test(text)) return text;
  throw new SelectorError(`unable to parse requirement: ${JSON.stringify(text)} in ${JSON.stringify(whole)}`);
}
