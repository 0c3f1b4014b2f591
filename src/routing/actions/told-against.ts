import type { AgainstReport } from '../domain/simulation/index.ts'

/** Differences as the API tells them: what was not compared is told as such. */
export function toldAgainst({ terms = [], perParcel = {}, ...rest }: AgainstReport) {
  const { km = null, co2eG = null, onTime = null } = perParcel
  return { ...rest, terms, perParcel: { km, co2eG, onTime } }
}
