/** The Alea generator of the seedrandom package, which unlike its main entry loads no cryptography. */
declare module 'seedrandom/lib/alea.js' {
  function alea(seed: string): { int32(): number };
  export = alea;
}
