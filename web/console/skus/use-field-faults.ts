import { useState } from 'react'
import type { Problem } from '../../lib/api.ts'
import { faultOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'

/** The fields that the form shows, as the API calls them. */
const SHOWN = new Set([
  'code',
  'name',
  'product',
  'category',
  'hazard',
  'marginPercent',
  'taxClass',
  'unit',
  'decimals',
  'weightG',
  'lengthMm',
  'widthMm',
  'heightMm',
  'picture',
  'currency',
  'amount',
  'sku',
  'quantity',
  'components',
])

/** What the server said about a field stands at the field; all else is told in a corner. */
export function useFieldFaults(): {
  at: (pointer: string) => string | undefined
  onRefused: (problem: Problem) => boolean
} {
  const [refused, setRefused] = useState<Problem>()
  const words = useWords()
  return {
    at: (pointer) =>
      refused?.problem?.field?.endsWith(pointer) ? faultOf(refused, words) : undefined,
    onRefused: (problem) => {
      const isShown = SHOWN.has(problem.problem?.field?.split('/').at(-1) ?? '')
      setRefused(isShown ? problem : undefined)
      return isShown
    },
  }
}
