import { useWords } from '../words/index.ts'
import type { Faults } from './draft.ts'

/** What is wrong with a field: what the form finds itself, else what the server does. */
export function useFaultOf(
  faults: Faults,
  faultAt: (pointer: string) => string | undefined,
): (field: string) => string | undefined {
  const { network: said } = useWords()
  return (field) => {
    const own = faults[field]
    if (own === undefined) return faultAt(`/${field}`)
    return typeof own === 'object' ? said.faults.days(own.line) : said.faults[own]
  }
}
