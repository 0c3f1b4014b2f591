/**
 * Minor-unit digits by currency where they are not two: ISO 4217, list one. Own table, since what
 * the runtime knows differs (the forint has two, whatever shops do) and changes with its version,
 * and money must not. The web apps have it too.
 */
const otherDigits: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** Two for a code that is none: who sends it is told so by the server. */
export function minorDigits(currency: string): number {
  return otherDigits[currency] ?? 2
}
