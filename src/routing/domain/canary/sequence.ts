/**
 * Half the width of an interval that holds the true mean at all times at once, with probability
 * `1 - alpha`, however often it is looked at: an asymptotic confidence sequence (Waudby-Smith,
 * Arbour, Sinha, Kennedy and Ramdas, Time-uniform central limit theory and asymptotic confidence
 * sequences, arXiv 2103.06476, Theorem 2.2: `sqrt(2 (t rho^2 + 1) / (t^2 rho^2) log(sqrt(t rho^2 +
 * 1) / alpha))` standard deviations of one observation). The same comes from the mixture
 * sequential probability ratio test of Johari, Koomen, Pekelis and Walsh, Always valid inference,
 * Operations Research 70 (2022), where it is used on the difference of two sides with `variance`
 * that of the difference of their means, as here. `rho` says when it is narrowest: at `earliest`
 * observations (their appendix B.2). It must not depend on what was seen.
 */
export function halfWidth(
  variance: number,
  observations: number,
  { alpha, earliest }: { alpha: number; earliest: number },
): number {
  if (variance === 0) return 0
  const log = -2 * Math.log(alpha)
  const rho2 = (log + Math.log(log + 1)) / earliest
  const r = observations * rho2
  return Math.sqrt(variance * ((2 * (r + 1)) / r) * Math.log(Math.sqrt(r + 1) / alpha))
}
