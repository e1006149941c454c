/** Keys that go on with the curve before them. */
const GOES_ON = ['max', 'factor', 'resetAfter'];

/**
 * Takes a list of policies apart at its commas, where a curve has commas of its own:
 * `none,initial=1s,max=30s,1.34` are three.
 */
export function splitPolicies(text: string): readonly string[] {
  const policies: string[] = [];
  for (const piece of text.split(',').map((word) => word.trim())) {
    const last = policies.at(-1);
    const goesOn = last !== undefined && belongsTo(last, piece);
    if (goesOn) policies[policies.length - 1] = `${last},${piece}`;
    else policies.push(piece);
  }
  return policies;
}

function belongsTo(policy: string, piece: string): boolean {
  const curve = policy.split('+').at(-1) ?? '';
  const [key = ''] = piece.split('=', 1);
  return /^(initial|steps)=/.test(curve) && GOES_ON.includes(key) && !new RegExp(`(^|,)${key}=`).test(curve);
}
