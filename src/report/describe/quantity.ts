/** How a quantity is written: `500m`, `2k`; `64Mi`; `2e3`. */
type Form = 'decimal' | 'binary' | 'exponent';

/** An amount of a resource, exact to the billionth, as the API holds it. */
export interface Quantity {
  readonly nanos: bigint;
  readonly form: Form;
}

const ONE = 1_000_000_000n;
const KIBI = 1024n;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

export const ZERO: Quantity = { nanos: 0n, form: 'decimal' };

/** Reads a quantity; what is none, or absent, counts as nothing. */
export function quantityOf(text: string | number | undefined): Quantity {
  const match = QUANTITY.exec(String(text ?? ''));
  if (match === null) return ZERO;
  const [, sign, whole = '', fraction = '', suffix = '', exponent] = match;
  const form = suffix.endsWith('i') ? 'binary' : exponent === undefined ? 'decimal' : 'exponent';
  const power = exponent === undefined ? 3 * (Math.max(DECIMAL.indexOf(suffix), 0) - 3) : Number(exponent);
  const factor = form === 'binary' ? KIBI ** BigInt(BINARY.indexOf(suffix)) : 1n;
  const digits = BigInt(`0${whole}${fraction}`) * factor;
  const tens = 9 + (form === 'binary' ? 0 : power) - fraction.length;
  const nanos = tens >= 0 ? digits * 10n ** BigInt(tens) : ceilDivided(digits, 10n ** BigInt(-tens));
  return { nanos: sign === '-' ? -nanos : nanos, form };
}

/** The sum, written as the first of the two that is not nothing. */
export function sum(a: Quantity, b: Quantity): Quantity {
  return { nanos: a.nanos + b.nanos, form: a.nanos === 0n ? b.form : a.form };
}

/** The larger of two amounts; of equal ones the first, written as it is. */
export function larger(a: Quantity, b: Quantity): Quantity {
  return b.nanos > a.nanos ? b : a;
}

/** In whole units, or in thousandths, rounded up. */
export function valueIn({ nanos }: Quantity, unit: 'units' | 'thousandths'): number {
  return Number(ceilDivided(nanos, unit === 'units' ? ONE : ONE / 1000n));
}

/** Its canonical text. @source apimachinery pkg/api/resource/quantity.go CanonicalizeBytes */
export function quantityText({ nanos, form }: Quantity): string {
  if (nanos === 0n) return '0';
  const size = nanos < 0n ? -nanos : nanos;
  if (form === 'binary' && size >= KIBI * ONE) {
    const [rest, steps] = divided(ceilDivided(nanos, ONE), KIBI, BINARY.length - 1);
    return `${rest}${BINARY[steps]}`;
  }
  const [rest, steps] = divided(nanos, 1000n, DECIMAL.length - 1);
  const exponent = 3 * (steps - 3);
  if (form === 'exponent') return exponent === 0 ? String(rest) : `${rest}e${exponent}`;
  return `${rest}${DECIMAL[steps]}`;
}

/** A quantity as the API would write it. */
export function canonical(text: string | number | undefined): string {
  return quantityText(quantityOf(text));
}

/** How often a number can be divided without rest, and what is left. */
function divided(value: bigint, by: bigint, most: number): readonly [rest: bigint, steps: number] {
  let rest = value;
  let steps = 0;
  while (steps < most && rest % by === 0n) {
    rest /= by;
    steps += 1;
  }
  return [rest, steps];
}

function ceilDivided(value: bigint, by: bigint): bigint {
  return value / by + (value > 0n && value % by !== 0n ? 1n : 0n);
}
